/** What axe finds on a page, in words. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const require = createRequire(new URL("../../../frontend/package.json", import.meta.url));
const source = await readFile(require.resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Violations of WCAG A and AA and of good practice; injected beside the page's security policy. */
export async function violations(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: source });
  await session.detach();
  return page.evaluate(async (tags) => {
    const { document, axe } = globalThis;
    const found = await axe.run(document, {
      // Open menus live at the end of the body, outside every landmark, as the ARIA practices do it.
      rules: { region: { enabled: document.querySelector("[role=menu]") === null } },
      runOnly: tags,
    });
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 200)} ${node.failureSummary.split("\n")[1] ?? ""}`),
    );
  }, RULES);
}

/** How far the page can be scrolled sideways, in pixels; 0 is right. */
export function sideways(page) {
  return page.evaluate(
    () => globalThis.document.documentElement.scrollWidth - globalThis.innerWidth,
  );
}
