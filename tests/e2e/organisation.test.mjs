/** An admin founds an organisation, invites, sets rules, lets a program in, reads the trail and removes a member. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { launch, openWindow } from "./lib/browser.mjs";
import { linkTo, WITH_ACCOUNTS } from "./lib/mailbox.mjs";
import { startServer } from "./lib/server.mjs";

const EMAIL = "grace@example.com";
const PASSWORD = "quiet otter lamp 7";

describe("an organisation", () => {
  let server, browser;

  before(async () => {
    [server, browser] = await Promise.all([startServer({ environment: WITH_ACCOUNTS }), launch()]);
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  test("from its founding to a member's farewell", async () => {
    const page = await openWindow(browser, server);
    const button = (name) => page.getByRole("button", { name, exact: true });
    await page.goto("/");
    await page.evaluate(() =>
      fetch("/api/v1/sign-in/local", { method: "POST", headers: { "x-cloudwright": "1" } }),
    );

    await page.goto("/organization/general");
    await page.getByLabel("Another organisation").fill("Weather watch");
    await button("Create").click();
    await page.waitForURL("**/designs");
    await page.goto("/organization/members");
    await page.getByText("Weather watch", { exact: true }).first().waitFor();

    await button("Invite").click();
    await page.getByLabel("E-mail").fill(EMAIL);
    await page.getByText("Seats are not limited. It costs nothing more.").waitFor();
    await button("Send invitation").click();
    await page.getByRole("list", { name: "Pending invitations" }).getByText(EMAIL).waitFor();

    const guest = await openWindow(browser, server);
    await guest.goto(await linkTo(server, EMAIL, "/invitations"));
    await guest.getByRole("heading", { level: 1, name: "Join Weather watch" }).waitFor();
    await guest.getByRole("link", { name: "Create an account" }).click();
    await guest.getByLabel("Name").fill("Grace");
    await guest.getByLabel("E-mail").fill(EMAIL);
    await guest.getByLabel("New password").fill(PASSWORD);
    await guest.getByRole("button", { name: "Create account" }).click();
    await guest.goto(await linkTo(server, EMAIL, "/sign-in?step=verify"));
    await guest.getByLabel("Password").fill(PASSWORD);
    await guest.getByRole("button", { name: "Confirm and sign in" }).click();
    await guest.waitForURL((url) => ["/designs", "/invitations"].includes(url.pathname));
    await guest.goto("/invitations");
    await guest.getByRole("button", { name: "Accept the invitation" }).click();
    await guest.waitForURL("**/designs");
    await guest.goto("/organization/members");
    await guest.getByText("Weather watch", { exact: true }).first().waitFor();

    await page.reload();
    await page.getByRole("combobox", { name: "Role of Grace" }).selectOption("viewer");
    await page.getByText("The role was changed").waitFor();

    await page.goto("/organization/security");
    await page.getByLabel("Allowed networks").fill("192.0.2.0/24");
    await button("Save networks").click();
    await page.getByText("Your own address is in none of these networks").waitFor();

    await page.goto("/organization/keys");
    await button("New key").click();
    await page.getByLabel("Name", { exact: true }).fill("Nightly");
    await page.getByLabel("see projects, their requirements and their standards").check();
    await button("Create key").click();
    const shown = page.getByRole("dialog", { name: "Copy the key now" });
    const secret = (await shown.locator("code").innerText()).trim();
    const asked = () => fetch(`${server.url}/api/v1/projects`, { headers: { authorization: `Bearer ${secret}` } });
    assert.equal((await asked()).status, 200);
    await page.getByLabel("I have kept it").check();
    await button("Done").click();
    await page.getByRole("button", { name: "Revoke Nightly" }).click();
    await button("Revoke key").click();
    await page.getByText("No keys yet").waitFor();
    assert.equal((await asked()).status, 401);

    await page.goto("/organization/audit");
    const trail = page.getByRole("list", { name: "Audit trail" });
    for (const action of ["api_key.revoked", "member.role_changed", "invitation.accepted", "organization.founded"]) {
      await trail.getByText(action, { exact: true }).first().waitFor();
    }

    await page.goto("/organization/members");
    await page.getByRole("button", { name: "Remove Grace" }).click();
    await button("Remove member").click();
    await page.getByText("The member was removed").waitFor();
    await guest.reload();
    await guest.getByText("Weather watch", { exact: true }).first().waitFor({ state: "detached" });
  });
});
