/**
 * Photographs every screen in light and dark at 1440 and 390 px and runs axe on each: `npm run look [name]`.
 * Uses the built application, mocked answers and the content security policy of production.
 */
import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";

import { chromium } from "playwright-core";
import { preview } from "vite";

import { playScene } from "./mock-api.mjs";
import { organizationScreens } from "./organization-screens.mjs";

const require = createRequire(import.meta.url);
const out = process.env.SCREENS ?? "node_modules/.cache/screens";
const axeSource = await readFile(require.resolve("axe-core/axe.min.js"), "utf8");
const only = process.argv[2];

const screens = [
  { name: "landing", path: "/", scene: "signed-out" },
  { name: "sign-in", path: "/sign-in", scene: "signed-out" },
  { name: "sign-in-elsewhere", path: "/sign-in", scene: "elsewhere" },
  { name: "designs", path: "/designs", scene: "everyday" },
  { name: "designs-empty", path: "/designs", scene: "empty" },
  { name: "designs-failing", path: "/designs", scene: "failing", settle: 4000 },
  { name: "designs-loading", path: "/designs", scene: "loading" },
  { name: "designs-searched", path: "/designs?q=zebra", scene: "empty" },
  { name: "designs-menu", path: "/designs", scene: "everyday", act: openRowMenu },
  { name: "designs-rename", path: "/designs", scene: "everyday", act: rename },
  { name: "designs-delete", path: "/designs", scene: "everyday", act: askDelete },
  {
    name: "palette",
    path: "/designs",
    scene: "everyday",
    act: (page) => openOverlay(page, "Control+k"),
  },
  {
    name: "shortcuts",
    path: "/designs",
    scene: "everyday",
    act: (page) => openOverlay(page, "Control+/"),
  },
  { name: "account", path: "/designs", scene: "everyday", act: openAccount },
  { name: "conversations", path: "/conversations", scene: "everyday" },
  { name: "conversations-empty", path: "/conversations", scene: "empty" },
  { name: "artifacts", path: "/artifacts", scene: "everyday" },
  { name: "artifacts-empty", path: "/artifacts", scene: "empty" },
  { name: "not-found", path: "/nowhere", scene: "everyday" },
  ...organizationScreens,
];

async function openRowMenu(page) {
  await page.getByRole("button", { name: "Actions for Photo thumbnails" }).click();
}

async function rename(page) {
  await openRowMenu(page);
  await page.getByRole("menuitem", { name: "Rename" }).click();
}

async function askDelete(page) {
  await openRowMenu(page);
  await page.getByRole("menuitem", { name: "Delete" }).click();
}

async function openOverlay(page, keys) {
  await page.keyboard.press(keys);
  await page.getByRole("dialog").waitFor();
}

async function openAccount(page) {
  await page.getByRole("button", { name: /^Account/ }).click();
}

await mkdir(out, { recursive: true });
const server = await preview({ preview: { port: 4179, strictPort: true }, logLevel: "error" });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
  ],
});

let problems = 0;
for (const screen of screens) {
  if (only !== undefined && !screen.name.startsWith(only)) continue;
  for (const theme of ["light", "dark"]) {
    for (const width of [1440, 390]) problems += await look(screen, theme, width);
  }
}
await browser.close();
await server.close();
process.stdout.write(problems === 0 ? "No problems.\n" : `${problems} problems.\n`);
process.exitCode = problems === 0 ? 0 : 1;

async function look(screen, theme, width) {
  const context = await browser.newContext({
    viewport: { width, height: width === 390 ? 844 : 900 },
    colorScheme: theme,
    hasTouch: width === 390,
    isMobile: width === 390,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  const notes = [];
  page.on("pageerror", (error) => notes.push(`error: ${error.message}`));
  page.on("console", (line) => {
    if (line.type() === "error" && !line.text().startsWith("Failed to load resource"))
      notes.push(line.text());
  });
  await playScene(page, screen.scene);
  await page.goto(`http://localhost:4179${screen.path}`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.waitForTimeout(screen.settle ?? 350);
  await screen.act?.(page);
  await page.waitForTimeout(250);
  await page.screenshot({ path: `${out}/${screen.name}-${theme}-${width}.png`, fullPage: true });
  const overflow = await page.evaluate(
    () => globalThis.document.documentElement.scrollWidth - globalThis.innerWidth,
  );
  if (overflow > 0) notes.push(`scrolls sideways by ${overflow} px`);
  notes.push(...(await axe(page)));
  await context.close();
  for (const note of notes) process.stdout.write(`${screen.name} ${theme} ${width}: ${note}\n`);
  return notes.length;
}

async function axe(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: axeSource });
  return page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(globalThis.document, {
      // Open menus live at the end of the body, outside every landmark, as the ARIA practices do it.
      rules: { region: { enabled: globalThis.document.querySelector("[role=menu]") === null } },
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(
        (node) =>
          `axe ${id}: ${node.html.slice(0, 160)} ${node.failureSummary.split("\n")[1] ?? ""}`,
      ),
    );
  });
}
