/** Two members talk about a component; somebody outside sees one revision of it by a link, until it is revoked. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { Api } from "./lib/api.mjs";
import { launch, openWindow, signedIn } from "./lib/browser.mjs";
import { linkTo, WITH_ACCOUNTS } from "./lib/mailbox.mjs";
import { run } from "./lib/prepared.mjs";
import { startServer } from "./lib/server.mjs";
import { say, settled } from "./lib/workspace.mjs";

const SENTENCE = "A website with a JSON API, 2 million requests a month, in eu-central-1.";
const EMAIL = "bo@example.com";
const HANDLER = '[data-element="api-handler"]';

describe("sharing", () => {
  let server, browser, api;

  before(async () => {
    [server, browser] = await Promise.all([startServer({ environment: WITH_ACCOUNTS }), launch()]);
    api = await new Api(server.url).signIn();
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  test("a comment stays on its component, and a shared revision stays as it was", async () => {
    const { project, option } = await aDesign(api);
    const address = `/projects/${project.id}?tab=diagram&option=${option.id}`;
    const [ada, bo] = await Promise.all([signedIn(browser, server), aMember(browser, server, api)]);

    await ada.goto(address);
    await ada.locator(HANDLER).focus();
    await ada.keyboard.press("c");
    await ada.getByRole("textbox", { name: "Comment on API handler" }).fill("Is this enough memory?");
    await ada.keyboard.press("Control+Enter");
    await discussion(ada).getByText("Is this enough memory?").waitFor();

    await bo.goto(address);
    await bo.getByRole("button", { name: "Comments, 1 new" }).click();
    await discussion(bo).getByRole("button", { name: "Answer" }).click();
    await discussion(bo).getByRole("textbox").fill("For now it is.");
    await discussion(bo).getByRole("button", { name: "Answer" }).click();
    await discussion(bo).getByText("For now it is.").waitFor();

    await say(ada, "Add a web application firewall.");
    await settled(ada);
    await ada.getByRole("button", { name: /^Revision 2/ }).waitFor();
    await discussion(ada).getByText("For now it is.").waitFor();
    await ada.getByRole("button", { name: "Close Comments" }).click();
    assert.ok(await standsOn(ada, "1 discussion on API handler"), "the mark stands on its component");

    await ada.getByRole("button", { name: "Share" }).click();
    await ada.getByRole("checkbox", { name: "Components, requirements and cost" }).check();
    await ada.getByRole("button", { name: "Make a link" }).click();
    const link = await ada.getByRole("textbox", { name: "Address of the link" }).inputValue();
    const visitor = await openWindow(browser, server);
    await visitor.goto(link);
    await visitor.locator(HANDLER).waitFor();
    const seen = await visitor.getByRole("main").innerText();
    assert.match(seen, /Read only[\s\S]*Shared on[\s\S]*API handler/);

    const change = { op: "update_component", id: "api-handler", title: "Orders" };
    await api.post(`/options/${option.id}/edits`, { base_revision: 2, edits: [change] });
    await visitor.reload();
    await visitor.locator(HANDLER).waitFor();
    assert.equal(await visitor.getByRole("main").innerText(), seen);

    await ada.getByRole("button", { name: "Revoke" }).click();
    await ada.getByRole("button", { name: "Revoke link" }).click();
    await ada.getByText("The link opens nothing any more.").waitFor();
    await visitor.reload();
    await visitor.getByRole("heading", { name: "This link does not open anything" }).waitFor();

    assert.deepEqual([...ada.problems, ...bo.problems, ...visitor.problems], []);
  });
});

const discussion = (page) => page.getByRole("article", { name: "Discussion on api handler" });

async function aDesign(api) {
  const project = await api.post("/projects", { name: "Shop" });
  const conversation = await api.post(`/projects/${project.id}/conversations`);
  await run(api, conversation, { text: SENTENCE });
  const [option] = await api.get(`/projects/${project.id}/options`);
  return { project, option };
}

/** A window of somebody whom the local architect invited. */
async function aMember(browser, server, api) {
  const page = await openWindow(browser, server);
  const ask = async (path, data) => {
    const answer = await page.context().request.post(`/api/v1${path}`, { data, headers: { "x-cloudwright": "1" } });
    assert.ok(answer.ok(), `${path}: ${await answer.text()}`);
    return (await answer.json()).data;
  };
  const token = async (start) => (await linkTo(server, EMAIL, start)).split("#token=")[1];
  const password = "quiet otter lamp 7";
  await api.post("/organization/invitations", { email: EMAIL, role: "viewer" });
  await ask("/sign-up", { name: "Bo", email: EMAIL, password });
  await ask("/sign-up/verify", { token: await token("/sign-in?step=verify"), password });
  await ask("/invitations/accept", { token: await token("/invitations") });
  await ask("/sign-in/organization", { organization_id: "org_local" });
  return page;
}

/** Whether the mark with this name touches the card of its component. */
async function standsOn(page, name) {
  const [mark, card] = await Promise.all([
    page.getByRole("button", { name }).boundingBox(),
    page.locator(HANDLER).boundingBox(),
  ]);
  const across = mark.x < card.x + card.width && card.x < mark.x + mark.width;
  return across && mark.y < card.y + card.height && card.y < mark.y + mark.height;
}
