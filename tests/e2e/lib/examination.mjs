/** Opens state after state and lets axe and the width of the page judge each. */
import { overhang, sideways, violations, violationsInTheDark } from "./accessibility.mjs";

/**
 * Returns what was found wrong, one line for each; empty when nothing was.
 * @param {{alsoDark?: boolean}} options - for a page in the light theme: whether to look at it in the dark, too
 */
export async function examine(page, states, { alsoDark = false } = {}) {
  const found = [];
  for (const state of states) {
    try {
      await page.unrouteAll({ behavior: "ignoreErrors" });
      await state.open(page);
    } catch (error) {
      found.push(`${state.name}: never shown, ${error.message.split("\n")[0]} ${await whereabouts(page)}`);
      continue;
    }
    const wrong = [...(await violations(page)), ...(alsoDark ? await violationsInTheDark(page) : [])];
    found.push(...wrong.map((text) => `${state.name}: ${text}`));
    if ((await sideways(page)) > 0) found.push(`${state.name}: scrolls sideways`);
    if ((await overhang(page)) > 0) found.push(`${state.name}: the page scrolls behind its panes`);
  }
  found.push(...page.problems);
  await page.context().close();
  return found;
}

/** Where a page is instead of where it should be, the first words on it, and what it was refused last. */
async function whereabouts(page) {
  const words = await page
    .locator("body")
    .innerText({ timeout: 1_000 })
    .catch(() => "nothing");
  const stood = words.replace(/\s+/g, " ").slice(0, 200);
  return `At ${page.url()} stood: ${stood}. Refused before: ${page.refusals.slice(-5).join(", ") || "nothing"}`;
}
