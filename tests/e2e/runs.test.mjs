/** Runs go on whatever happens to the browser, and what was said is kept whatever happens to the server. */
import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";

import { Api } from "./lib/api.mjs";
import { launch, signedIn } from "./lib/browser.mjs";
import { freePort, startServer } from "./lib/server.mjs";
import { Relay } from "./lib/wire-cutter.mjs";
import { conversationOf, openProject, say, settled, timesSaid, transcript } from "./lib/workspace.mjs";

const FIRST = "The first half of the answer stands here.";
const LAST = "And this is the second half.";
const QUESTION = "What do you think of queues?";

describe("runs", () => {
  let server, relay, browser, otherBrowser, api, page;

  before(async () => {
    const port = await freePort();
    const environment = {
      CLOUDWRIGHT_SERVER__ALLOWED_ORIGINS: JSON.stringify([`http://localhost:${port}`]),
      CLOUDWRIGHT_RUNS__LEASE_SECONDS: "2",
      CLOUDWRIGHT_RUNS__HEARTBEAT_SECONDS: "1",
    };
    [server, browser, otherBrowser] = await Promise.all([
      startServer({ model: "conducted", environment }),
      launch(),
      launch(),
    ]);
    relay = new Relay(server.port);
    await relay.start(port);
  });

  after(async () => {
    await Promise.all([browser?.close(), otherBrowser?.close()]);
    await relay?.stop();
    await server?.stop();
  });

  beforeEach(async () => {
    api = await new Api(server.url).signIn();
    page = await signedIn(browser, server);
  });

  const shows = (where, text) => transcript(where).getByText(text).waitFor();

  test("two browsers follow one run to the same end", async () => {
    const project = await openProject(page, api);
    const other = await signedIn(otherBrowser, server);
    await say(page, QUESTION);
    await shows(page, FIRST);

    await other.goto(`/projects/${project.id}`);
    await shows(other, QUESTION);
    await shows(other, FIRST);
    server.open();

    for (const each of [page, other]) {
      await shows(each, LAST);
      await settled(each);
      assert.equal(await timesSaid(each, FIRST), 1);
      assert.deepEqual(each.problems, []);
    }
  });

  test("a run goes on after its tab is closed, and another browser loses nothing", async () => {
    const project = await openProject(page, api);
    await say(page, QUESTION);
    await shows(page, FIRST);
    await page.context().close();

    server.open();
    await conversationOf(api, project, (thread) => thread.open_run === null);
    const other = await signedIn(otherBrowser, server);
    await other.goto(`/projects/${project.id}`);

    await shows(other, QUESTION);
    await shows(other, FIRST);
    await shows(other, LAST);
    assert.equal(await timesSaid(other, FIRST), 1);
    assert.equal(await timesSaid(other, LAST), 1);
  });

  test("a cut connection is told, comes back, and neither loses nor repeats a word", async () => {
    page = await signedIn(browser, relay);
    const project = await openProject(page, api);
    await say(page, QUESTION);
    await shows(page, FIRST);

    relay.cut();
    await page.getByText("Reconnecting, the run continues").first().waitFor();
    server.open();
    await conversationOf(api, project, (thread) => thread.open_run === null);
    relay.mend();

    await shows(page, LAST);
    await settled(page);
    assert.equal(await timesSaid(page, FIRST), 1);
    assert.equal(await timesSaid(page, LAST), 1);
  });

  test("Stop ends a run and keeps what was said, also after a reload", async () => {
    const project = await openProject(page, api);
    await say(page, QUESTION);
    await shows(page, FIRST);

    await page.getByRole("button", { name: "Stop" }).click();
    await shows(page, "Stopped. What was said is kept.");
    await settled(page);
    const thread = await conversationOf(api, project, ({ open_run }) => open_run === null);
    await page.reload();

    await shows(page, FIRST);
    await shows(page, "Stopped. What was said is kept.");
    assert.equal(thread.messages.at(-1).status, "stopped");
    assert.equal(await timesSaid(page, LAST), 0);
  });

  test("a message typed during a run is sent after it", async () => {
    await openProject(page, api);
    await say(page, QUESTION);
    await shows(page, FIRST);
    await say(page, "And of topics?");

    server.open();
    await shows(page, LAST);
    await page.getByText("And of topics?").first().waitFor();
    await transcript(page).getByText(FIRST).nth(1).waitFor();
    server.open();

    await settled(page);
    assert.equal(await timesSaid(page, LAST), 2);
  });

  test("after kill -9 in mid-run what was said is there, and Continue goes on", async () => {
    const project = await openProject(page, api);
    await say(page, QUESTION);
    await shows(page, FIRST);

    await server.kill();
    await server.start();
    await page.reload();
    await shows(page, FIRST);
    await shows(page, "Interrupted. What was said is kept.");
    const kept = await conversationOf(api, project, ({ open_run }) => open_run === null);
    await page.getByRole("button", { name: "Continue" }).click();
    await transcript(page).getByText(FIRST).nth(1).waitFor();
    server.open();
    await shows(page, LAST);
    await settled(page);

    assert.equal(kept.messages.at(-1).status, "interrupted");
    assert.equal(kept.messages.at(-1).text.trim(), FIRST);
  });
});
