/** Opens state after state and lets axe and the width of the page judge each. */
import { sideways, violations } from "./accessibility.mjs";

/** Returns what was found wrong, one line for each; empty when nothing was. */
export async function examine(page, states) {
  const found = [];
  for (const state of states) {
    try {
      await page.unrouteAll({ behavior: "ignoreErrors" });
      await state.open(page);
    } catch (error) {
      found.push(`${state.name}: never shown, ${error.message.split("\n")[0]}`);
      continue;
    }
    found.push(...(await violations(page)).map((text) => `${state.name}: ${text}`));
    if ((await sideways(page)) > 0) found.push(`${state.name}: scrolls sideways`);
  }
  found.push(...page.problems);
  await page.context().close();
  return found;
}
