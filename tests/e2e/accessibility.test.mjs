/**
 * axe finds nothing on any page or state, also empty, refused and failed, and in both themes: every other state of
 * the workspace in the light one on a wide screen, the others in the dark one on a phone, the rest on one screen in
 * both. With CLOUDWRIGHT_FULL_PROOF=1 everything is examined everywhere.
 */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { Api } from "./lib/api.mjs";
import { DESKTOP, PHONE, launch, openWindow, signedIn } from "./lib/browser.mjs";
import { examine } from "./lib/examination.mjs";
import { prepare } from "./lib/prepared.mjs";
import { startServer } from "./lib/server.mjs";
import { shellStates, strangerStates, workspaceStates } from "./lib/states.mjs";
import { troubledStates } from "./lib/troubled-states.mjs";

describe("accessibility", () => {
  let server, browser, studio;

  before(async () => {
    [server, browser] = await Promise.all([startServer(), launch()]);
    studio = await prepare(await new Api(server.url).signIn());
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  test("the landing page follows the theme of the system while it is open", async () => {
    const page = await openWindow(browser, { url: server.url, theme: "light" });
    await page.goto("/");
    const ink = () =>
      page.evaluate(async () => {
        await Promise.allSettled(globalThis.document.getAnimations().map(({ finished }) => finished));
        return globalThis.getComputedStyle(globalThis.document.body).color;
      });
    const light = await ink();

    await page.emulateMedia({ colorScheme: "dark" });
    await page.locator("html.dark").waitFor({ state: "attached" });
    const dark = await ink();
    await page.emulateMedia({ colorScheme: "light" });
    await page.locator("html:not(.dark)").waitFor({ state: "attached" });

    assert.notEqual(dark, light);
    assert.equal(await ink(), light);
    await page.context().close();
  });

  const FULL = process.env.CLOUDWRIGHT_FULL_PROOF === "1";
  const looks = { desktop: { viewport: DESKTOP, theme: "light" }, phone: { viewport: PHONE, theme: "dark" } };
  for (const [size, seen] of Object.entries(looks)) {
    const look = () => ({ url: server.url, ...seen });
    const phone = size === "phone";

    test(`strangers find no barrier on a ${size}`, async () => {
      assert.deepEqual(await examine(await openWindow(browser, look()), strangerStates), []);
    });

    test(`no page around the workspace has a barrier on a ${size}`, { skip: phone && !FULL }, async () => {
      const page = await signedIn(browser, look());
      assert.deepEqual(await examine(page, shellStates, { alsoDark: !phone }), []);
    });

    test(`no state of the workspace has a barrier on a ${size}`, async () => {
      const page = await signedIn(browser, look());
      const states = workspaceStates(studio).filter((_, at) => FULL || (at % 2 === 1) === phone);
      assert.deepEqual(await examine(page, states, { alsoDark: FULL && !phone }), []);
    });

    test(`no empty, refused or failed state has a barrier on a ${size}`, { skip: !phone && !FULL }, async () => {
      const page = await signedIn(browser, { ...look(), theme: "light" });
      assert.deepEqual(await examine(page, troubledStates(studio), { alsoDark: true }), []);
    });
  }
});
