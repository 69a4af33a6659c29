/**
 * Runs the browser tests, several files at once. Those that need nothing special share a server, which starts once;
 * a file run by itself starts its own.
 */
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { run } from "node:test";
import { spec } from "node:test/reporters";

import { WITH_ACCOUNTS } from "./lib/mailbox.mjs";
import { shareServers } from "./lib/server.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const files = readdirSync(HERE)
  .filter((name) => name.endsWith(".test.mjs"))
  .map((name) => HERE + name);

const servers = await shareServers({}, { environment: WITH_ACCOUNTS });
const results = run({ files, concurrency: Number(process.argv[2] ?? 2) });
results.on("test:fail", () => {
  process.exitCode = 1;
});
results.compose(spec).pipe(process.stdout);
results.on("end", () => Promise.all(servers.map((server) => server.stop())));
