/** What a reload, a shared link and the Back button bring back. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { Api } from "./lib/api.mjs";
import { PHONE, launch, signedIn } from "./lib/browser.mjs";
import { prepareChange } from "./lib/prepared.mjs";
import { startServer } from "./lib/server.mjs";
import { board, cards, questions, settled, transcript } from "./lib/workspace.mjs";

describe("reload", () => {
  let server, browser, api, page, studio;

  before(async () => {
    [server, browser] = await Promise.all([startServer(), launch()]);
    api = await new Api(server.url).signIn();
    studio = await prepareChange(api);
    page = await signedIn(browser, server);
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  const revision = (where, words) => where.getByRole("button", { name: words }).waitFor();
  const view = (where, name) => where.getByRole("radio", { name, exact: true }).and(where.locator(":checked"));
  const asked = () => transcript(page).locator("[data-turn] .bg-accent.border").allInnerTexts();

  test("a reload shows the same view of the same revision, and Back leads to the one before", async () => {
    await page.goto(`/projects/${studio.project.id}?tab=diagram`);
    await revision(page, "Revision 2 of 2");

    await page.getByText("Network", { exact: true }).click();
    await page.getByRole("button", { name: "Older revision" }).click();
    await revision(page, "Revision 1 of 2");
    await page.reload();

    await revision(page, "Revision 1 of 2");
    await view(page, "Network").waitFor({ state: "attached" });
    await page.goBack();
    await revision(page, "Revision 2 of 2");
    await page.goBack();
    await view(page, "Flow").waitFor({ state: "attached" });
    assert.deepEqual(page.problems, []);
  });

  test("a link leads somebody else to the same option, view and revision, on a phone as well", async () => {
    await page.goto(`/projects/${studio.project.id}`);
    await cards(page).nth(1).getByRole("button", { name: "Open" }).click();
    await page.getByText("Network", { exact: true }).click();
    await page.waitForURL(/view=network/);
    const other = await signedIn(browser, { ...server, url: server.url, viewport: PHONE });

    await other.goto(page.url());

    await other.locator("[data-canvas] [data-element]").first().waitFor();
    await view(other, "Network").waitFor({ state: "attached" });
    assert.equal(new URL(other.url()).searchParams.get("option"), new URL(page.url()).searchParams.get("option"));
    await other.context().close();
  });

  test("a change brings the diagram from an old revision to the new one", async () => {
    await page.goto(`/projects/${studio.project.id}?tab=diagram`);
    await revision(page, "Revision 2 of 2");
    await page.getByRole("button", { name: "Older revision" }).click();
    await revision(page, "Revision 1 of 2");

    await transcript(page).getByRole("button", { name: /Undo/ }).click();

    await revision(page, "Revision 3 of 3");
    await settled(page);
    assert.equal(new URL(page.url()).searchParams.get("revision"), null);
  });

  test("what was pressed reads the same after a reload", async () => {
    await page.goto(`/projects/${studio.project.id}?tab=board`);
    await questions(page).getByText(/answered questions?, change an answer/).click();
    await questions(page).getByRole("button", { name: "About 10 million" }).click();
    await settled(page);
    await board(page).getByRole("button", { name: "Build this" }).first().click();
    await transcript(page).getByRole("group", { name: "Bundle ready" }).waitFor({ timeout: 60_000 });
    await settled(page);
    const before = await asked();

    await page.reload();
    await transcript(page).getByRole("group", { name: "Bundle ready" }).waitFor();

    assert.deepEqual(await asked(), before);
    assert.ok(before.some((words) => /^Build “/.test(words)));
    assert.ok(before.some((words) => /About 10 million$/.test(words)));
    assert.ok(before.some((words) => words === "Undo the last change"));
    assert.deepEqual(page.problems, []);
  });
});
