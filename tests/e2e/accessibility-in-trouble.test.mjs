/** axe finds nothing in empty, refused and failed states either, in both themes, on a wide screen and on a phone. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { Api } from "./lib/api.mjs";
import { DESKTOP, PHONE, launch, signedIn } from "./lib/browser.mjs";
import { examine } from "./lib/examination.mjs";
import { prepare } from "./lib/prepared.mjs";
import { startServer } from "./lib/server.mjs";
import { troubledStates } from "./lib/troubled-states.mjs";

describe("accessibility in trouble", () => {
  let server, browser, studio;

  before(async () => {
    [server, browser] = await Promise.all([startServer(), launch()]);
    studio = await prepare(await new Api(server.url).signIn());
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  for (const [size, viewport] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
    const look = () => ({ url: server.url, viewport });

    test(`no empty, refused or failed state has a barrier on a ${size}`, async () => {
      assert.deepEqual(await examine(await signedIn(browser, look()), troubledStates(studio)), []);
    });
  }
});
