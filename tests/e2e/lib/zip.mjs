/** Reads a downloaded zip with a tool that is not ours. */
import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/** Texts by path inside the one folder of the zip. */
export async function unzipped(path) {
  const into = await mkdtemp(join(tmpdir(), "cloudwright-zip-"));
  try {
    await promisify(execFile)("python3", ["-m", "zipfile", "-e", path, into]);
    const [folder] = await readdir(into);
    const entries = await readdir(join(into, folder), { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.path, entry.name));
    const start = join(into, folder).length + 1;
    return new Map(
      await Promise.all(files.map(async (file) => [file.slice(start), await readFile(file, "utf8")])),
    );
  } finally {
    await rm(into, { recursive: true, force: true });
  }
}
