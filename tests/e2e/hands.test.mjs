/** Without a mouse, and on a phone: the same way from the sentence to the bundle. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { sideways } from "./lib/accessibility.mjs";
import { Api } from "./lib/api.mjs";
import { PHONE, launch, openWindow, signedIn } from "./lib/browser.mjs";
import { startServer } from "./lib/server.mjs";
import { cards, composer, conversationOf, settled, transcript } from "./lib/workspace.mjs";
import { unzipped } from "./lib/zip.mjs";

const SENTENCE =
  "People upload 20,000 photos a day, up to 8 MB each, in us-east-1. Make three thumbnail sizes within 30 seconds, lose nothing when a step fails, keep originals for a year.";
const MOST_STEPS = 120;

/** Press Tab until the focus is on what is looked for, as somebody without a mouse does. */
async function tabTo(page, target) {
  await target.waitFor();
  for (let step = 0; step < MOST_STEPS; step += 1) {
    if (await target.evaluate((element) => element === globalThis.document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${String(target)} is not reached in ${MOST_STEPS} steps`);
}

describe("hands", () => {
  let server, browser, api;

  before(async () => {
    [server, browser] = await Promise.all([startServer({ example: true }), launch()]);
    api = await new Api(server.url).signIn();
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  test("the keyboard alone leads from sign-in to the downloaded zip", async () => {
    const page = await openWindow(browser, server);
    await page.goto("/");

    await tabTo(page, page.getByRole("link", { name: /sign in|start|open/i }).first());
    await page.keyboard.press("Enter");
    await tabTo(page, page.getByRole("button", { name: "Continue as local architect" }));
    await page.keyboard.press("Enter");
    await tabTo(page, page.getByRole("textbox", { name: "What should the system do?" }));
    await page.keyboard.type(SENTENCE);
    await page.keyboard.press("Enter");
    await cards(page).first().waitFor();
    await settled(page);
    await tabTo(page, cards(page).first().getByRole("button", { name: "Build this" }));
    await page.keyboard.press("Enter");
    const download = page.getByRole("button", { name: "Download" });
    await download.and(page.locator(":enabled")).waitFor({ timeout: 60_000 });
    await tabTo(page, download);
    const [zip] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);

    assert.ok((await unzipped(await zip.path())).has("README.md"));
    assert.deepEqual(page.problems, []);
    await page.context().close();
  });

  test("F6 leads from the chat to the canvas and back", async () => {
    const page = await signedIn(browser, server);
    await page.getByRole("link", { name: /to-do/i }).first().click();
    await composer(page).focus();

    await page.keyboard.press("F6");
    const canvas = page.getByRole("region", { name: "Canvas" });
    assert.ok(await canvas.evaluate((pane) => pane.contains(globalThis.document.activeElement)));
    await page.keyboard.press("F6");

    assert.ok(await composer(page).evaluate((field) => field === globalThis.document.activeElement));
    await page.context().close();
  });

  test("J and K go from turn to turn, C copies the answer as Markdown, and Esc goes back to writing", async () => {
    const page = await signedIn(browser, server);
    await page.getByRole("textbox", { name: "What should the system do?" }).fill(SENTENCE);
    await page.keyboard.press("Enter");
    await cards(page).first().waitFor();
    await settled(page);
    const focused = () => page.evaluate(() => globalThis.document.activeElement.dataset.turn ?? null);
    const turns = await transcript(page)
      .locator("[data-turn]")
      .evaluateAll((all) => all.map((turn) => turn.dataset.turn));

    await composer(page).fill("jkc?");
    assert.equal(await composer(page).inputValue(), "jkc?");
    await transcript(page).focus();
    await page.keyboard.press("k");
    assert.equal(await focused(), turns.at(-1));
    for (const expected of [...turns.slice(0, -1).reverse(), turns[0]]) {
      await page.keyboard.press("k");
      assert.equal(await focused(), expected);
    }
    await page.keyboard.press("j");
    assert.equal(await focused(), turns[1]);
    const ring = await page.evaluate(() => globalThis.getComputedStyle(globalThis.document.activeElement).outlineStyle);
    assert.equal(ring, "solid");
    await page.keyboard.press("c");
    await page.getByText("Copied as Markdown").waitFor();
    const thread = await conversationOf(api, { id: page.url().match(/projects\/([^?]+)/)[1] });
    assert.equal(
      await page.evaluate(() => globalThis.navigator.clipboard.readText()),
      thread.messages.find((message) => message.id === turns[1]).text,
    );
    await page.keyboard.press("Escape");
    assert.ok(await composer(page).evaluate((field) => field === globalThis.document.activeElement));
    assert.deepEqual(page.problems, []);
    await page.context().close();
  });

  test("? shows every shortcut outside of text fields, and what it shows can be switched off", async () => {
    const page = await signedIn(browser, server);
    await page.getByRole("link", { name: /to-do/i }).first().click();
    await composer(page).press("?");
    await page.getByRole("article").first().waitFor();
    assert.equal(await composer(page).inputValue(), "?");
    await page.getByRole("tab", { name: "Board" }).focus();

    await page.keyboard.press("?");
    const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    for (const words of ["Next turn", "Copy the turn as Markdown", "Drawing or outline", "Next pane"])
      await sheet.getByText(words).waitFor();
    await sheet.getByRole("checkbox", { name: /^Single-character keys/ }).uncheck();
    await page.keyboard.press("Escape");
    await sheet.waitFor({ state: "detached" });
    await page.getByRole("tab", { name: "Board" }).focus();
    await page.keyboard.press("?");
    await page.keyboard.press("Control+k");

    await page.getByRole("dialog", { name: "Go to" }).waitFor();
    assert.equal(await sheet.count(), 0);
    await page.context().close();
  });

  test("on a phone one can ask, read the options and the answer, and approve a plan", async () => {
    const page = await signedIn(browser, { ...server, url: server.url, viewport: PHONE });
    const panes = page.getByRole("navigation", { name: "Panes" });
    await page.getByRole("textbox", { name: "What should the system do?" }).fill(SENTENCE);
    await page.getByRole("button", { name: "Design it" }).tap();

    await transcript(page).getByText("is the simplest that fits").waitFor();
    await panes.getByRole("button", { name: "Canvas" }).tap();
    await cards(page).first().getByText(/\$\d/).first().waitFor();
    assert.equal(await sideways(page), 0);
    await panes.getByRole("button", { name: "Chat" }).tap();
    await composer(page).fill("Build the bundle.");
    await page.getByRole("button", { name: "Send", exact: true }).tap();
    await transcript(page).getByRole("button", { name: "Approve" }).tap();

    await transcript(page).getByRole("group", { name: "Bundle ready" }).waitFor({ timeout: 60_000 });
    assert.equal(await sideways(page), 0);
    assert.deepEqual(page.problems, []);
    await page.context().close();
  });
});
