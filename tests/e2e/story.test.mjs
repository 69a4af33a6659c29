/** One sentence in, a checked bundle out: the whole way as a person goes it, with the built-in designer. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { Api } from "./lib/api.mjs";
import { launch, signedIn } from "./lib/browser.mjs";
import { eventually } from "./lib/deadline.mjs";
import { prepareChange } from "./lib/prepared.mjs";
import { startServer } from "./lib/server.mjs";
import { board, cards, questions, say, settled, transcript } from "./lib/workspace.mjs";
import { unzipped } from "./lib/zip.mjs";

const SENTENCE =
  "A members' site for 50,000 visits a month in eu-central-1: static pages, a small JSON API behind sign-in, 99.9 % available, under $60 a month.";
const prompt = (page) => page.getByRole("textbox", { name: "What should the system do?" });
const download = (page) => page.getByRole("button", { name: /^Download/ });

describe("the whole story", () => {
  let server, browser, api, page;

  before(async () => {
    [server, browser] = await Promise.all([startServer(), launch()]);
    api = await new Api(server.url).signIn();
    page = await signedIn(browser, server);
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  test("from a sentence to a downloaded zip it takes three clicks and less than a minute", async () => {
    const hurried = await signedIn(browser, server);
    await prompt(hurried).fill(SENTENCE);
    const started = Date.now();

    await hurried.getByRole("button", { name: "Design it" }).click();
    await cards(hurried).first().getByRole("button", { name: "Build this" }).click();
    const [zip] = await Promise.all([
      hurried.waitForEvent("download", { timeout: 60_000 }),
      download(hurried).click({ timeout: 60_000 }),
    ]);
    const files = await unzipped(await zip.path());

    assert.ok(Date.now() - started < 60_000);
    assert.match(zip.suggestedFilename(), /\.zip$/);
    for (const path of ["README.md", "design.yaml", "checks/report.json", "policies/deployer.json"])
      assert.ok(files.has(path), `${path} is missing`);
    assert.equal(JSON.parse(files.get("consistency.json")).consistent, true);
    assert.deepEqual(hurried.problems, []);
    await hurried.context().close();
  });

  test("options stream in as cards with price, floor and findings, beside the questions", async () => {
    await prompt(page).fill(SENTENCE);
    await page.keyboard.press("Enter");

    await cards(page).nth(1).waitFor();
    await settled(page);
    const words = await cards(page).first().innerText();
    assert.match(words, /\$\d+\.\d\d/);
    assert.match(words, /\d\d\.\d+ %/);
    assert.match(words, /requirements/i);
    await questions(page).getByText("Under which name will it be reached?").waitFor();
    await page.getByText("nothing you type leaves this machine").waitFor();
    assert.equal(new URL(page.url()).searchParams.get("prompt"), null);
  });

  test("an answer updates the options in place, and can be changed", async () => {
    const names = await cards(page).getByRole("heading").allInnerTexts();
    const price = () => cards(page).first().getByText(/\$\d/).first().innerText();
    const before = await price();

    await questions(page).getByText(/answered questions?, change an answer/).click();
    await questions(page).getByRole("button", { name: "About 10 million" }).click();
    await settled(page);

    await board(page).locator("[aria-pressed=true]", { hasText: "About 10 million" }).waitFor();
    assert.deepEqual(await cards(page).getByRole("heading").allInnerTexts(), names);
    assert.notEqual(await price(), before);
  });

  test("in Analyze the options stand side by side, and a corrected figure prices them again", async () => {
    await page.getByRole("radio", { name: "Analyze" }).click();
    const table = page.getByRole("table", { name: /^Options compared/ });
    const cell = (load) => table.getByRole("button", { name: new RegExp(`^A, Monthly cost, ${load}`) });
    const dollars = async (load) => Number(/\$([\d,.]+)/.exec(await cell(load).innerText())[1].replace(",", ""));
    await cell("10× traffic").waitFor();
    const today = await dollars("Today");
    assert.ok((await dollars("0.1")) <= today && today <= (await dollars("10×")));

    await cell("Today").click();
    const evidence = page.getByRole("dialog", { name: "Monthly cost at today’s traffic" });
    await evidence.getByText("You wrote").first().waitFor();
    await evidence.getByRole("textbox", { name: "Requests a month" }).fill("90000000");
    await evidence.getByRole("button", { name: "Apply Requests a month" }).click();
    await evidence.getByRole("button", { name: "Close" }).click();
    await eventually("the table is priced again", async () => (await dollars("Today")) > today);
    await page.getByRole("radio", { name: "Brainstorm" }).click();
    await cards(page).first().waitFor();
  });

  test("a change in words shows what it did, and Undo takes it back", async () => {
    await say(page, "Add a web application firewall.");
    const ripple = transcript(page).getByRole("group", { name: /What changed in revision/ });
    await ripple.first().waitFor();
    const words = await ripple.first().innerText();
    assert.match(words, /\$[\d,.]+ → \$[\d,.]+ a month/);
    assert.match(words, /firewall/i);
    assert.match(words, /\d of \d requirements met/);
    await settled(page);

    await ripple.first().getByRole("button", { name: "Undo" }).click();
    await ripple.nth(1).waitFor();
    await settled(page);
    assert.match(await ripple.nth(1).innerText(), /firewall/i);
    assert.equal(await ripple.first().getByRole("button", { name: "Undo" }).count(), 0);
  });

  test("a plan waits for approval, and what was unticked is not built", async () => {
    await page.getByRole("radio", { name: "Implement" }).click();
    await say(page, "Build the bundle.");
    const plan = transcript(page).getByRole("group", { name: "Plan" });
    await plan.getByRole("button", { name: "Approve" }).waitFor();
    await settled(page);
    await plan.getByRole("checkbox", { name: /Terraform/ }).uncheck();

    await plan.getByRole("button", { name: "Approve" }).click();
    await transcript(page).getByRole("group", { name: "Bundle ready" }).waitFor({ timeout: 60_000 });
    await settled(page);

    const [bundle] = (await api.get("/artifacts")).items;
    const { files } = await api.get(`/artifacts/${bundle.id}`);
    assert.ok(files.some(({ path }) => path.startsWith("cloudformation/")));
    assert.ok(!files.some(({ path }) => path.startsWith("terraform/")));
  });

  test("the bundle shows its stages, its files as text, and what each check said", async () => {
    await page.getByRole("tab", { name: "Bundle" }).click();
    const stages = page.getByRole("list", { name: "Stages" });
    for (const name of ["Compile", "Lint (cfn-lint)", "Terraform schema (offline)", "Price", "Package"])
      await stages.getByText(name, { exact: true }).waitFor();
    await stages.getByText(/^Cloudwright rules \(\d+\)$/).waitFor();

    await page.getByRole("treeitem", { name: /design\.yaml/ }).click();
    await page.getByRole("region", { name: "Text of design.yaml" }).getByText("dynamodb_table").waitFor();
    await page.getByRole("tab", { name: /^Checks/ }).click();
    await page.getByText("Every file describes the same design").waitFor();
  });

  test("the next bundle shows what changed, by component and by file", async () => {
    await say(page, "Add a web application firewall.");
    await page.getByRole("group", { name: /What changed in revision/ }).nth(2).waitFor();
    await settled(page);

    await page.getByRole("button", { name: "Build again" }).click();
    await transcript(page).getByRole("group", { name: "Bundle ready" }).nth(1).waitFor({ timeout: 60_000 });
    await settled(page);
    await page.getByRole("tab", { name: "Changes" }).click();

    await page.getByRole("region", { name: "Changed components" }).getByText(/firewall/i).waitFor();
    const file = page.getByRole("region", { name: "Changed files" }).getByRole("button", { name: /design\.yaml/ });
    await file.click();
    await page.getByRole("region", { name: "What changed in design.yaml" }).getByText(/waf_web_acl/).waitFor();
  });

  test("turning to another version of a message turns to its design, too", async () => {
    const { project, option } = await prepareChange(api);
    const own = await signedIn(browser, server);
    const shown = () => new URL(own.url()).searchParams.get("option");
    await own.goto(`/projects/${project.id}?tab=diagram&option=${option.id}`);

    await transcript(own).getByRole("button", { name: "Edit and send again" }).last().click();
    await own.getByRole("textbox", { name: "Say it differently" }).fill("Put a queue in front of the writes.");
    await own.getByRole("button", { name: "Send again", exact: true }).click();
    await transcript(own).getByRole("group", { name: "Versions of this message" }).getByText("2 of 2").waitFor();
    await settled(own);
    const second = shown();
    assert.notEqual(second, option.id);

    await own.getByRole("button", { name: "Previous version" }).last().click();
    await eventually("the first design is back", () => shown() === option.id);
    assert.equal((await chosen(project)).id, option.id);
    await own.getByRole("button", { name: "Next version" }).last().click();
    await eventually("the second design is back", () => shown() === second);
    assert.deepEqual(own.problems, []);
    await own.context().close();
  });

  const chosen = async (project) => (await api.get(`/projects/${project.id}/options`)).find((each) => each.chosen);

  test("the page made no script error and the server no failure on the way", () => {
    assert.deepEqual(page.problems, []);
    assert.doesNotMatch(server.output, /"level": "error"/);
  });
});
