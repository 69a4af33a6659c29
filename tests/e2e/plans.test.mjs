/** Somebody comes near a limit, stands before it, is given more, and keeps what a smaller plan has no room for. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";

import { Api } from "./lib/api.mjs";
import { launch, signedIn } from "./lib/browser.mjs";
import { startServer } from "./lib/server.mjs";
import {
  composer,
  openProject,
  say,
  settled,
  transcript,
} from "./lib/workspace.mjs";

const LIMITS = ["--limit", "sessions=5"];

describe("plans", () => {
  let server, browser, api;

  before(async () => {
    [server, browser] = await Promise.all([startServer({ own: true }), launch()]);
    api = await new Api(server.url).signIn();
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  test("a limit is warned of, reached and raised, and a smaller plan removes nothing", async () => {
    for (const number of [1, 2, 3, 4]) await aSession(api, number);
    await server.command("billing", "set", "org_local", "team", ...LIMITS);
    const page = await signedIn(browser, server);

    await openProject(page, api, "The fifth");
    const near = page.getByText("Sessions: 4 of 5 used.");
    await near.waitFor();
    await say(page, "Hello");
    await near.waitFor({ state: "detached" }); // this session goes on
    await settled(page);

    const last = await openProject(page, api, "The sixth");
    await page
      .getByText(/Sessions: 5 of 5 used\. No new session can begin/)
      .waitFor();
    await say(page, "A website with a JSON API");
    await page
      .getByRole("alert")
      .filter({
        hasText: /The limit of 5 sessions for your organisation is reached/,
      })
      .waitFor();
    assert.equal(
      await composer(page).inputValue(),
      "A website with a JSON API",
      "the words are kept",
    );
    await page.getByRole("link", { name: "See plans" }).click();
    await page
      .getByRole("listitem", { name: "Team" })
      .getByText("Yours")
      .waitFor();

    await server.command("billing", "set", "org_local", "business");
    await page.goto(`/projects/${last.id}`);
    await say(page, "Hello");
    await transcript(page).getByRole("article").nth(1).waitFor();
    await settled(page);
    assert.equal(
      await page.getByText(/Sessions: /).count(),
      0,
      "nobody is warned any more",
    );

    await server.command("billing", "set", "org_local", "free");
    await page.goto("/organization/billing");
    await page
      .getByText(
        /6 projects in use, the plan has 3 projects\. Everything is kept/,
      )
      .waitFor();
    assert.equal((await api.get("/projects")).items.length, 6);
    await refused(
      api.post("/projects", { name: "The seventh" }),
      "QUOTA_REACHED",
    );

    await page.goto("/organization/usage");
    const total = page
      .getByRole("table", { name: "Usage by day" })
      .getByRole("row", { name: /^Total/ });
    const [runs, tokens] = await figures(total);
    const file = await csv(page);
    assert.deepEqual(
      [runs, tokens],
      [sum(file, "runs"), sum(file, "input_tokens", "output_tokens")],
    );
    assert.equal(runs, 6);
    assert.deepEqual(page.problems, []);
  });
});

/** A conversation of a project of its own, with one message in it. */
async function aSession(api, number) {
  const project = await api.post("/projects", { name: `Number ${number}` });
  const thread = await api.post(`/projects/${project.id}/conversations`, {});
  const run = `run_session${number}000`;
  await api.post(`/conversations/${thread.id}/runs`, {
    run,
    mode: "brainstorm",
    text: "Hello",
  });
}

async function refused(answer, code) {
  const error = await answer.then(
    () => null,
    (failure) => failure,
  );
  assert.match(String(error?.message ?? error), new RegExp(code));
}

async function figures(row) {
  await row.waitFor();
  const cells = await row.getByRole("cell").allInnerTexts();
  return cells.slice(0, 2).map((text) => Number(text.replaceAll(",", "")));
}

async function csv(page) {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "CSV" }).click(),
  ]);
  const [head, ...lines] = (await readFile(await download.path(), "utf8"))
    .trim()
    .split("\r\n");
  const names = head.split(",");
  return lines.map((line) =>
    Object.fromEntries(line.split(",").map((cell, at) => [names[at], cell])),
  );
}

function sum(rows, ...names) {
  return rows
    .flatMap((row) => names.map((name) => Number(row[name])))
    .reduce((a, b) => a + b, 0);
}
