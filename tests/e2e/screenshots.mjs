/**
 * Photographs every page and state at 1440 and 390 pixels, light and dark: `make screenshots` prints the folder.
 * With --readme it writes docs/images/workspace.png instead.
 */
import { mkdir, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { sideways } from "./lib/accessibility.mjs";
import { Api } from "./lib/api.mjs";
import { DESKTOP, PHONE, launch, openWindow, signIn } from "./lib/browser.mjs";
import { prepare, prepareChange } from "./lib/prepared.mjs";
import { startServer } from "./lib/server.mjs";
import { shellStates, strangerStates, workspaceStates } from "./lib/states.mjs";
import { troubledStates } from "./lib/troubled-states.mjs";

const README_IMAGE = fileURLToPath(new URL("../../docs/images/workspace.png", import.meta.url));

async function photograph(browser, server, studio) {
  const folder = await mkdtemp(join(tmpdir(), "cloudwright-screens-"));
  let problems = 0;
  for (const theme of ["light", "dark"]) {
    for (const viewport of [DESKTOP, PHONE]) {
      const page = await openWindow(browser, { url: server.url, viewport, theme });
      const shoot = async (state) => {
        const name = `${state.name}-${theme}-${viewport.width}`;
        try {
          await page.unrouteAll({ behavior: "ignoreErrors" });
          await state.open(page);
          if ((await sideways(page)) > 0) throw new Error("scrolls sideways");
        } catch (error) {
          problems += 1;
          process.stdout.write(`${name}: ${error.message.split("\n")[0]}\n`);
        }
        await page.screenshot({ path: join(folder, `${name}.png`) });
      };
      for (const state of strangerStates) await shoot(state);
      await signIn(page);
      const states = [...shellStates, ...troubledStates(studio), ...workspaceStates(studio)];
      for (const state of states) await shoot(state);
      for (const problem of page.problems) process.stdout.write(`${theme} ${viewport.width}: ${problem}\n`);
      await page.context().close();
    }
  }
  process.stdout.write(`${folder}\n`);
  return problems;
}

/** The chat with a change and what it did, beside the diagram. */
async function photographForReadme(browser, server, api) {
  const { project, option } = await prepareChange(api);
  const page = await openWindow(browser, { url: server.url });
  await signIn(page);
  await page.goto(`/projects/${project.id}?tab=diagram&option=${option.id}`);
  await page.locator("[data-canvas] [data-element]").first().waitFor();
  const ripple = page.getByRole("log").getByRole("group", { name: /What changed in revision/ });
  await ripple.first().scrollIntoViewIfNeeded();
  await mkdir(join(README_IMAGE, ".."), { recursive: true });
  await page.screenshot({ path: README_IMAGE });
  process.stdout.write(`${README_IMAGE}\n`);
}

const [server, browser] = await Promise.all([startServer({ example: true }), launch()]);
try {
  const api = await new Api(server.url).signIn();
  if (process.argv.includes("--readme")) await photographForReadme(browser, server, api);
  else process.exitCode = (await photograph(browser, server, await prepare(api))) === 0 ? 0 : 1;
} finally {
  await browser.close();
  await server.stop();
}
