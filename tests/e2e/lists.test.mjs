/** Designs and conversations are found, renamed and deleted where they are listed. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { Api } from "./lib/api.mjs";
import { launch, signedIn } from "./lib/browser.mjs";
import { startServer } from "./lib/server.mjs";

describe("lists", () => {
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

  const lists = [
    {
      things: "designs",
      address: "/designs",
      search: "Search designs",
      field: "Design name",
      confirm: "Delete design",
      make: (name) => api.post("/projects", { name }),
    },
    {
      things: "conversations",
      address: "/conversations",
      search: "Search conversations",
      field: "Conversation title",
      confirm: "Delete conversation",
      make: async (title) => {
        const project = await api.post("/projects", { name: "Home of conversations" });
        return api.post(`/projects/${project.id}/conversations`, { title });
      },
    },
  ];

  for (const list of lists) {
    const found = (name) => page.getByRole("link", { name, exact: true });

    const menu = async (name, item) => {
      await page.getByRole("button", { name: `Actions for ${name}` }).click();
      await page.getByRole("menuitem", { name: item }).click();
    };

    test(`${list.things} are found by a part of their name`, async () => {
      await list.make("Weather station");
      await list.make("Library of maps");
      await page.goto(list.address);
      await found("Weather station").waitFor();

      await page.getByRole("searchbox", { name: list.search }).fill("maps");

      await found("Weather station").waitFor({ state: "detached" });
      await found("Library of maps").waitFor();
      assert.match(page.url(), /q=maps/);
    });

    test(`a new name of one of the ${list.things} is there after a reload`, async () => {
      await list.make("Old name");
      await page.goto(list.address);

      await menu("Old name", "Rename");
      await page.getByRole("textbox", { name: list.field }).fill("New name, é and 名前");
      await page.keyboard.press("Enter");
      await found("New name, é and 名前").waitFor();
      await page.reload();

      await found("New name, é and 名前").waitFor();
      assert.equal(await found("Old name").count(), 0);
    });

    test(`one of the ${list.things} is deleted only after a question`, async () => {
      await list.make("Short-lived");
      await page.goto(list.address);

      await menu("Short-lived", "Delete");
      await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
      await found("Short-lived").waitFor();
      await menu("Short-lived", "Delete");
      await page.getByRole("dialog").getByRole("button", { name: list.confirm }).click();

      await found("Short-lived").waitFor({ state: "detached" });
      assert.deepEqual(page.problems, []);
    });
  }
});
