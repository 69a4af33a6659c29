/** An operator finds an organisation, looks as its member, stops a run and sees what has stopped working. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";

import { launch, openWindow, signedIn } from "./lib/browser.mjs";
import { linkTo, WITH_ACCOUNTS } from "./lib/mailbox.mjs";
import { PYTHON, startServer } from "./lib/server.mjs";

const EMAIL = "ada@example.com";
const PASSWORD = "quiet otter lamp 7";
const REASON = "she asked why a design looks empty";

describe("operators", () => {
  let server, browser;

  before(async () => {
    [server, browser] = await Promise.all([
      startServer({ model: "conducted", environment: WITH_ACCOUNTS }),
      launch(),
    ]);
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  test("what an operator does is announced, changes nothing of others, and stops what has to stop", async () => {
    const ada = await openWindow(browser, server);
    await Promise.all([signUp(ada, server), appoint(server)]);
    const page = await signedIn(browser, server);
    const button = (name) => page.getByRole("button", { name, exact: true });
    const because = async (confirm) => {
      await page.getByLabel("Reason").fill(REASON);
      await button(confirm).click();
      await page.getByRole("dialog").waitFor({ state: "detached" });
    };

    await page.goto("/platform/organizations");
    await page.getByRole("heading", { level: 2, name: "Organisations" }).waitFor();
    assert.equal(await page.title(), "Organisations · Platform · Cloudwright");
    await page.getByRole("searchbox", { name: "Search organisations" }).fill("Ada");
    await page.getByRole("link", { name: "Ada's organisation" }).click();
    await button("Look as Ada").click();
    await because("Look as member");
    const band = page.getByRole("region", { name: "Looking as a member" });
    await band.getByText("read-only").waitFor();

    await page.getByRole("heading", { level: 1, name: "Designs" }).waitFor();
    await page.getByRole("textbox").first().fill("A small shop with a database");
    await page.keyboard.press("Enter");
    await page.getByText("Nothing was changed: you only look as this member").first().waitFor();
    await band.getByRole("button", { name: "Stop looking" }).click();
    await page.getByRole("heading", { level: 1, name: "Platform" }).waitFor();
    assert.equal(await band.count(), 0);

    await ada.goto("/account/devices");
    const looked = ada.getByRole("list", { name: "Who looked as you" });
    await looked.getByText(REASON).waitFor();

    await startRun(ada);
    await page.goto("/platform/runs");
    await button("Stop the run of Ada's organisation").click();
    await because("Stop run");
    await page.getByText("Nothing runs.").waitFor();

    await page.goto("/platform/health");
    const store = page.getByRole("listitem").filter({ hasText: "Artifact store" });
    await store.getByText("Works").waitFor();
    const folder = join(server.directory, "data/artifacts");
    await rename(folder, `${folder}.away`);
    await writeFile(folder, "");
    await store.getByText("Down").waitFor();
    assert.deepEqual([...page.problems, ...ada.problems], []);
  });
});

async function signUp(page, server) {
  const body = { name: "Ada", email: EMAIL, password: PASSWORD };
  await page.goto("/sign-in");
  await send(page, "/sign-up", body);
  await page.goto(await linkTo(server, EMAIL, "/sign-in?step=verify"));
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Confirm and sign in" }).click();
  await page.getByRole("heading", { level: 1, name: "Designs" }).waitFor();
}

/** Whoever runs the installation says on its machine who its operators are. */
async function appoint(server) {
  const environment = { ...process.env, CLOUDWRIGHT_DATA__DIRECTORY: join(server.directory, "data") };
  const command = ["-m", "cloudwright.cli.main", "operators", "add", "architect@localhost"];
  await promisify(execFile)(PYTHON, command, { env: { ...environment, PYTHONPATH: server.pythonPath } });
}

async function startRun(page) {
  const project = await send(page, "/projects", { name: "Shop" });
  const conversation = await send(page, `/projects/${project.id}/conversations`, {});
  const run = { run: "run_of_ada_1", mode: "brainstorm", text: "What about queues?" };
  await send(page, `/conversations/${conversation.id}/runs`, run);
}

async function send(page, path, data) {
  const headers = { "x-cloudwright": "1" };
  const answer = await page.context().request.post(`/api/v1${path}`, { headers, data });
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
  return (await answer.json()).data;
}
