/** Opens state after state and lets axe and the width of the page judge each. */
import { sideways, violations, violationsInTheDark } from "./accessibility.mjs";

/**
 * Returns what was found wrong, one line for each; empty when nothing was. A page in the light theme is
 * examined in the dark one as well.
 */
export async function examine(page, states) {
  const found = [];
  const light = await page.evaluate(() => globalThis.matchMedia("(prefers-color-scheme: light)").matches);
  for (const state of states) {
    try {
      await page.unrouteAll({ behavior: "ignoreErrors" });
      await state.open(page);
    } catch (error) {
      found.push(`${state.name}: never shown, ${error.message.split("\n")[0]}`);
      continue;
    }
    const wrong = [...(await violations(page)), ...(light ? await violationsInTheDark(page) : [])];
    found.push(...wrong.map((text) => `${state.name}: ${text}`));
    if ((await sideways(page)) > 0) found.push(`${state.name}: scrolls sideways`);
  }
  found.push(...page.problems);
  await page.context().close();
  return found;
}
