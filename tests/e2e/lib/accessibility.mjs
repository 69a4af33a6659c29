/** What axe finds on a page, in words. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const require = createRequire(new URL("../../../frontend/package.json", import.meta.url));
const source = await readFile(require.resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const COLOURS = ["color-contrast", "link-in-text-block"];

/**
 * Violations of WCAG A and AA and of good practice in the theme that the page shows. axe is injected beside
 * the page's security policy.
 */
export async function violations(page) {
  if (!(await page.evaluate(() => "axe" in globalThis))) {
    const session = await page.context().newCDPSession(page);
    await session.send("Runtime.evaluate", { expression: source });
    await session.detach();
  }
  return examined(page, { type: "tag", values: RULES });
}

/** Violations of what depends on colours in the dark theme, after `violations` of a page in the light one. */
export async function violationsInTheDark(page) {
  await theme(page, "dark");
  const found = await examined(page, { type: "rule", values: COLOURS });
  await theme(page, "light");
  return found.map((text) => `in the dark ${text}`);
}

/**
 * Change what the system prefers. Nothing may fade: axe would see colours of both themes at once.
 */
async function theme(page, wanted) {
  await page.emulateMedia({ colorScheme: wanted });
  await page.evaluate(() => {
    const still = new globalThis.CSSStyleSheet();
    still.replaceSync("*, *::before, *::after { transition: none !important }");
    globalThis.document.adoptedStyleSheets = [still];
    return new Promise((drawn) => globalThis.requestAnimationFrame(() => globalThis.requestAnimationFrame(drawn)));
  });
}

function examined(page, runOnly) {
  return page.evaluate(async (rules) => {
    const { document, axe } = globalThis;
    await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
    const found = await axe.run(document, {
      // Open menus live at the end of the body, outside every landmark, as the ARIA practices do it.
      ...(rules.type === "tag"
        ? { rules: { region: { enabled: document.querySelector("[role=menu]") === null } } }
        : {}),
      runOnly: rules,
      resultTypes: ["violations"],
      preload: false,
    });
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 200)} ${node.failureSummary.split("\n")[1] ?? ""}`),
    );
  }, runOnly);
}

/** How far a page that fills the screen can be scrolled as a whole, in pixels; 0 is right. */
export function overhang(page) {
  return page.evaluate(() => {
    const { document, innerHeight } = globalThis;
    if (document.querySelector("[data-pane=canvas]") === null) return 0;
    return document.documentElement.scrollHeight - innerHeight;
  });
}

/** How far the page can be scrolled sideways, in pixels; 0 is right. */
export function sideways(page) {
  return page.evaluate(
    () => globalThis.document.documentElement.scrollWidth - globalThis.innerWidth,
  );
}
