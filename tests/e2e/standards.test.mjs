/** An architect sets the standards of a design; what is proposed and built afterwards keeps to them. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { Api } from "./lib/api.mjs";
import { launch, signedIn } from "./lib/browser.mjs";
import { run } from "./lib/prepared.mjs";
import { startServer } from "./lib/server.mjs";
import { cards, openProject, say, settled, transcript } from "./lib/workspace.mjs";

const SENTENCE = "A website with a JSON API, 2 million requests a month, in eu-central-1.";

describe("standards", () => {
  let server, browser, api;

  before(async () => {
    [server, browser] = await Promise.all([startServer(), launch()]);
    api = await new Api(server.url).signIn();
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  test("options and the bundle keep to what was set, and say what it left out", async () => {
    const page = await signedIn(browser, server);
    const project = await openProject(page, api);
    const sheet = page.getByRole("dialog", { name: "Standards" });

    await page.getByRole("button", { name: "Standards" }).click();
    await sheet.getByLabel("Name prefix").fill("acme");
    await sheet.getByRole("button", { name: "Add a tag" }).click();
    await page.keyboard.type("CostCentre");
    await page.keyboard.press("Tab");
    await page.keyboard.type("4711");
    await sheet.getByRole("combobox", { name: "Forbidden services" }).fill("web firewall");
    await page.keyboard.press("Enter");
    await sheet.getByRole("checkbox", { name: /^CloudFormation/ }).uncheck();
    await sheet.getByRole("button", { name: "Save standards" }).click();
    await sheet.getByText(/^Saved/).waitFor();
    await page.keyboard.press("Escape");
    await sheet.waitFor({ state: "detached" });
    await say(page, SENTENCE);
    await cards(page).first().getByText("Left out under your standards: Guarded serverless").waitFor();
    await settled(page);
    await transcript(page).getByText("Left out under your standards: Guarded serverless").waitFor();
    await say(page, "Build the bundle.");
    const plan = transcript(page).getByRole("group", { name: "Plan" });
    await plan.getByText("Left out under your standards: CloudFormation.").waitFor();

    assert.equal(await plan.getByRole("checkbox", { name: /^CloudFormation/ }).count(), 0);
    assert.deepEqual(page.problems, []);
    await page.context().close();
    const [option] = await api.get(`/projects/${project.id}/options`);
    const [conversation] = (await api.get(`/conversations?project_id=${project.id}`)).items;
    await run(api, conversation, { action: { type: "build", option_id: option.id }, mode: "implement" });
    const [{ id }] = (await api.get(`/artifacts?project_id=${project.id}`)).items;
    const text = async (path) => (await api.ask("GET", `/artifacts/${id}/files/${path}`)).text();
    const { files } = await api.get(`/artifacts/${id}`);
    assert.deepEqual(
      files.filter(({ path }) => path.startsWith("cloudformation/")),
      [],
    );
    assert.match(await text("README.md"), /Left out under the standards of this design: CloudFormation\./);
    const code = await Promise.all(
      files.filter(({ path }) => /^terraform\/.*\.(tf|tfvars)$/.test(path)).map(({ path }) => text(path)),
    );
    assert.match(code.join("\n"), /CostCentre"?\s*=\s*"4711"/);
    assert.match(code.join("\n"), /acme/);
  });
});
