/**
 * Chromium, as many as wanted, each with an empty profile: the headless shell where it is installed, which is the
 * same engine without a window's interface and takes little more than half the processor time.
 */
import { existsSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(new URL("../../../frontend/package.json", import.meta.url));
const { chromium } = require("playwright-core");

export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

const CHROMIUM =
  process.env.CHROMIUM ??
  [
    "/usr/bin/chromium-headless-shell",
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
  ].find((path) => existsSync(path));

export function launch() {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      CHROMIUM.endsWith("-shell") ? "--headless" : "--headless=new",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--no-first-run",
      "--disable-sync",
    ],
  });
}

/**
 * A window with cookies of its own. `page.problems` gathers script errors and answers of the 5xx kind,
 * `page.refusals` every answer of the 4xx kind, too, and what got none.
 * @param {import("playwright-core").Browser} browser
 */
export async function openWindow(browser, { url, viewport = DESKTOP, theme = "light" }) {
  const phone = viewport.width < 600;
  const context = await browser.newContext({
    baseURL: url,
    viewport,
    colorScheme: theme,
    reducedMotion: "reduce",
    acceptDownloads: true,
    permissions: ["clipboard-read", "clipboard-write"],
    ...(phone ? { hasTouch: true, isMobile: true } : {}),
  });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  page.problems = [];
  page.refusals = [];
  page.on("pageerror", (error) => page.problems.push(`script error: ${error.message}`));
  page.on("console", (line) => {
    if (line.type() === "error" && !line.text().startsWith("Failed to load resource"))
      page.problems.push(`console: ${line.text()}`);
  });
  page.on("response", (answer) => {
    const told = `${answer.status()} from ${answer.url()}`;
    if (answer.status() >= 500) page.problems.push(told);
    if (answer.status() >= 400) page.refusals.push(told);
  });
  page.on("requestfailed", (request) => page.refusals.push(`${request.failure()?.errorText} from ${request.url()}`));
  return page;
}

/** Sign in by the button, as a person does. */
export async function signIn(page) {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Continue as local architect" }).click();
  await page.getByRole("heading", { level: 1, name: "Designs" }).waitFor();
}

/** A window of somebody who signed in before, on the list of designs. */
export async function signedIn(browser, options) {
  const page = await openWindow(browser, options);
  const answer = await page.context().request.post("/api/v1/sign-in/local", { headers: { "x-cloudwright": "1" } });
  if (!answer.ok()) throw new Error(`the sign-in was refused: ${answer.status()}`);
  await page.goto("/designs");
  await page.getByRole("heading", { level: 1, name: "Designs" }).waitFor();
  return page;
}
