/** Compares what each route loads first, gzipped, with its budget: `npm run build && npm run size`. */
import { readFileSync, readdirSync } from "node:fs";
import { gzipSync } from "node:zlib";

const DIST = "dist";
const manifest = JSON.parse(readFileSync(`${DIST}/.vite/manifest.json`, "utf8"));

const ENTRY = "src/app/entry.tsx";
const WORKSPACE = ["index.html", ENTRY, "src/pages/workspace/workspace-page.tsx"];

/** kB gzipped of JavaScript at first view. */
const routes = [
  { name: "landing", budget: 80, entries: ["index.html", "src/app/landing-entry.tsx"] },
  {
    name: "sign-in",
    budget: 170,
    entries: ["index.html", ENTRY, "src/pages/sign-in/sign-in-page.tsx"],
  },
  {
    name: "designs",
    budget: 170,
    entries: ["index.html", ENTRY, "src/pages/dashboard/dashboard-page.tsx"],
  },
  {
    name: "conversations",
    budget: 170,
    entries: ["index.html", ENTRY, "src/pages/conversations/conversations-page.tsx"],
  },
  {
    name: "artifacts",
    budget: 170,
    entries: ["index.html", ENTRY, "src/pages/artifacts/artifacts-page.tsx"],
  },
  ...[
    { name: "account", sections: [] },
    {
      name: "organization",
      sections: ["src/features/organization/components/members-section.tsx"],
    },
    { name: "platform", sections: [] },
  ].map(({ name, sections }) => ({
    name,
    budget: 170,
    entries: ["index.html", ENTRY, `src/pages/${name}/${name}-page.tsx`, ...sections],
  })),
  { name: "workspace", budget: 270, entries: WORKSPACE },
];

const rows = routes.map(({ name, budget, entries }) => ({
  name: `${name}, JavaScript`,
  budget,
  size: kilobytes(filesOf(entries)),
}));

const first = filesOf(WORKSPACE);
const DIAGRAM = "src/features/diagram/components/diagram-panel.tsx";
const drawn = filesOf([DIAGRAM]);
rows.push({ name: "diagram chunk", budget: 65, size: kilobytes(beyond(first, drawn)) });
/** What a press in the diagram loads; it has no bound of its own. */
const pressed = filesOf(
  Object.keys(manifest).filter((key) => key.startsWith("src/features/diagram/")),
);
rows.push({
  name: "diagram, on demand",
  budget: Infinity,
  size: kilobytes(beyond(drawn, beyond(first, pressed))),
});
rows.push({ name: "all styles", budget: 20, size: kilobytes(assets(".css")) });
rows.push({ name: "font", budget: 50, size: rawKilobytes(assets(".woff2")) });

for (const { name, budget, size } of rows) {
  const verdict = size <= budget ? "ok" : "TOO BIG";
  const bound = Number.isFinite(budget) ? `of ${String(budget).padStart(3)} kB  ${verdict}` : "kB";
  process.stdout.write(`${name.padEnd(28)}${size.toFixed(1).padStart(8)} ${bound}\n`);
}
process.exitCode = rows.every(({ size, budget }) => size <= budget) ? 0 : 1;

/** The script files that these manifest entries and their static imports consist of. */
function filesOf(keys) {
  const files = new Set();
  const seen = new Set();
  const visit = (key) => {
    if (seen.has(key)) return;
    seen.add(key);
    const chunk = manifest[key];
    if (chunk === undefined) throw new Error(`the manifest has no ${key}`);
    files.add(chunk.file);
    for (const imported of chunk.imports ?? []) visit(imported);
  };
  for (const key of keys) visit(key);
  return files;
}

function beyond(loaded, files) {
  return new Set([...files].filter((file) => !loaded.has(file)));
}

function assets(suffix) {
  return readdirSync(`${DIST}/assets`)
    .filter((file) => file.endsWith(suffix))
    .map((file) => `assets/${file}`);
}

function kilobytes(files) {
  let bytes = 0;
  for (const file of files) bytes += gzipSync(readFileSync(`${DIST}/${file}`)).length;
  return bytes / 1000;
}

function rawKilobytes(files) {
  return files.reduce((sum, file) => sum + readFileSync(`${DIST}/${file}`).length, 0) / 1000;
}
