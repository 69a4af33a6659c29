/** The real server on a free port with a data directory of its own, and ways to end it kindly or not. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

import { eventually } from "./deadline.mjs";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
export const PYTHON = join(ROOT, ".venv/bin/python");
const FRONTEND = process.env.CLOUDWRIGHT_E2E_FRONTEND ?? join(ROOT, "frontend/dist");
const START_MS = 120_000;

const COMMANDS = {
  "built-in": () => ["-m", "cloudwright.cli.main", "serve"],
  conducted: (port) => [join(ROOT, "tests/e2e/server.py"), String(port)],
};

/** A port on which nothing listens. */
export async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  await once(probe, "close");
  return port;
}

/** Which servers run already, for every file that asks for the same one: `run.mjs` sets it. */
const SHARED = "CLOUDWRIGHT_E2E_SERVERS";

export class Server {
  #process = null;

  /** Use `startServer`. */
  constructor({ model, port, directory, environment }) {
    this.model = model;
    this.port = port;
    this.directory = directory;
    this.environment = environment;
    this.url = `http://localhost:${port}`;
  }

  /** Where Python finds the product and what its tests are built with. */
  get pythonPath() {
    return [join(ROOT, "backend"), join(ROOT, "tests")].join(delimiter);
  }

  get #settings() {
    return {
      ...process.env,
      CLOUDWRIGHT_MODEL__PROVIDER: "built-in", // a key in the environment must not bring a provider in
      PYTHONPATH: this.pythonPath,
      CLOUDWRIGHT_SERVER__PORT: String(this.port),
      CLOUDWRIGHT_SERVER__FRONTEND_DIRECTORY: FRONTEND,
      CLOUDWRIGHT_DATA__DIRECTORY: join(this.directory, "data"),
      CLOUDWRIGHT_LOG__LEVEL: "WARNING",
      CLOUDWRIGHT_LOG__FORMAT: "json",
      ...this.environment,
    };
  }

  /** Start the process (again) on the same port and data, and wait until it is ready. */
  async start() {
    const output = openSync(this.#log, "a");
    const child = spawn(PYTHON, COMMANDS[this.model](this.port), {
      cwd: ROOT,
      stdio: ["pipe", output, output],
      env: this.#settings,
    });
    closeSync(output);
    this.#process = child;
    process.once("exit", () => child.kill("SIGKILL"));
    await eventually(
      "the server answers",
      async () => {
        if (child.exitCode !== null) throw new Error(this.output);
        return (await fetch(`http://127.0.0.1:${this.port}/readyz`)).ok;
      },
      START_MS,
    );
  }

  /** What an operator does on the same installation: `cloudwright ...`, beside the running server. */
  async command(...words) {
    const child = spawn(PYTHON, ["-m", "cloudwright.cli.main", ...words], {
      cwd: ROOT,
      stdio: "inherit",
      env: this.#settings,
    });
    const [code] = await once(child, "exit");
    if (code !== 0) throw new Error(`cloudwright ${words.join(" ")} ended with ${code}`);
  }

  /** Everything that the server printed. */
  get output() {
    return readFileSync(this.#log, "utf8");
  }

  get #log() {
    return join(this.directory, "output.log");
  }

  /** Let the waiting replies of the conducted model go on. */
  open() {
    this.#process.stdin.write("open\n");
  }

  /** kill -9: no goodbye, no flush. */
  async kill() {
    await this.#end("SIGKILL");
  }

  /** End it; one that other files use, too, stays for them. */
  async stop() {
    if (this.#process === null) return;
    await this.#end("SIGTERM");
    await rm(this.directory, { recursive: true, force: true });
  }

  async #end(signal) {
    if (this.#process === null || this.#process.exitCode !== null) return;
    const exited = once(this.#process, "exit");
    this.#process.kill(signal);
    const late = setTimeout(() => this.#process.kill("SIGKILL"), 10_000);
    await exited;
    clearTimeout(late);
  }
}

/**
 * @param {{model?: "built-in" | "conducted", example?: boolean, environment?: Record<string, string>, own?: boolean}}
 *   options - without `example` the studio is empty at the first start; with `own` no other file works on it
 */
export async function startServer({ own = false, ...options } = {}) {
  const shared = JSON.parse(process.env[SHARED] ?? "{}")[JSON.stringify(options)];
  if (shared !== undefined && !own) return new Server(shared);
  const { model = "built-in", example = false, environment = {} } = options;
  const directory = await mkdtemp(join(tmpdir(), "cloudwright-e2e-"));
  const server = new Server({
    model,
    port: await freePort(),
    directory,
    environment: { CLOUDWRIGHT_DATA__EXAMPLE: String(example), ...environment },
  });
  await server.start();
  return server;
}

/** Start a server for each of these options, which `startServer` then gives to every process begun from here. */
export async function shareServers(...kinds) {
  const servers = await Promise.all(kinds.map((options) => startServer({ ...options, own: true })));
  const known = servers.map(({ model, port, directory, environment }, at) => [
    JSON.stringify(kinds[at]),
    { model, port, directory, environment },
  ]);
  process.env[SHARED] = JSON.stringify(Object.fromEntries(known));
  return servers;
}
