/** Somebody signs up, proves who they are in every way, sees their devices, takes everything along and goes. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { launch, openWindow } from "./lib/browser.mjs";
import { codeOf, linkTo, mailsTo, WITH_ACCOUNTS } from "./lib/mailbox.mjs";
import { startServer } from "./lib/server.mjs";

const EMAIL = "ada@example.com";
const FIRST = "quiet otter lamp 7";
const SECOND = "brave lantern moss 9";

describe("accounts", () => {
  let server, browser;

  before(async () => {
    [server, browser] = await Promise.all([startServer({ environment: WITH_ACCOUNTS }), launch()]);
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  test("an account from its first mail to its deletion", async () => {
    const page = await openWindow(browser, server);
    const button = (name) => page.getByRole("button", { name, exact: true });
    const designs = page.getByRole("heading", { level: 1, name: "Designs" });

    await page.goto("/sign-in?next=%2Faccount%2Fsecurity");
    await page.getByRole("link", { name: "Create an account" }).click();
    await page.getByLabel("Name").fill("Ada");
    await page.getByLabel("E-mail").fill(EMAIL);
    await page.getByLabel("New password").fill(FIRST);
    await button("Create account").click();
    await page.getByText(`Open the mail that we sent to ${EMAIL}`).waitFor();
    await page.goto(await linkTo(server, EMAIL, "/sign-in?step=verify"));
    await page.getByLabel("Password").fill(FIRST);
    await button("Confirm and sign in").click();

    await button("Set up").click();
    const secret = await page.getByRole("dialog").locator("code").innerText();
    await page.getByLabel("Code", { exact: true }).fill(codeOf(secret));
    await button("Turn on").click();
    const kept = page.getByRole("dialog", { name: "Keep these recovery codes" });
    await kept.getByRole("listitem").first().waitFor();
    const codes = await kept.getByRole("listitem").allInnerTexts();
    assert.equal(codes.length, 10);
    await page.getByLabel("I have kept them").check();
    await button("Done").click();
    await page.getByText("10 of 10 recovery codes left").waitFor();

    await page.getByRole("button", { name: "Account: Ada" }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    const enter = async (window, password) => {
      await window.goto("/sign-in");
      await window.getByLabel("E-mail").fill(EMAIL);
      await window.getByLabel("Password").fill(password);
      await window.getByRole("button", { name: "Sign in", exact: true }).click();
      await window.getByRole("heading", { level: 1, name: "Second factor" }).waitFor();
    };
    await enter(page, FIRST);
    await page.getByLabel("Code of your authenticator").fill(codeOf(secret, 1));
    await button("Continue").click();
    await designs.waitFor();

    const other = await openWindow(browser, server);
    await enter(other, FIRST);
    await other.getByRole("button", { name: "Use a recovery code" }).click();
    await other.getByLabel("Recovery code").fill(codes[0]);
    await other.getByRole("button", { name: "Continue", exact: true }).click();
    await other.getByRole("heading", { level: 1, name: "Designs" }).waitFor();
    await page.goto("/account/devices");
    await page.getByRole("button", { name: /^Sign out Chrome/ }).first().click();
    await page.getByText("The device was signed out").waitFor();
    await other.goto("/designs");
    await other.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();

    await other.getByRole("link", { name: "Forgot the password" }).click();
    await other.getByLabel("E-mail").fill(EMAIL);
    await other.getByRole("button", { name: "Send the link" }).click();
    await other.goto(await linkTo(server, EMAIL, "/sign-in?step=reset"));
    await other.getByLabel("New password").fill(SECOND);
    await other.getByRole("button", { name: "Set the password" }).click();
    await other.getByText("every device was signed out").waitFor();
    await page.goto("/designs");
    await enter(page, SECOND);
    await button("Use a recovery code").click();
    await page.getByLabel("Recovery code").fill(codes[1]);
    await button("Continue").click();
    await designs.waitFor();

    await page.goto("/account/data");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Export your data" }).click(),
    ]);
    assert.equal(download.suggestedFilename(), "cloudwright-account.zip");
    await button("Delete your account").click();
    await page.getByLabel(`Write ${EMAIL} to confirm`).fill(EMAIL);
    await button("Delete account").click();
    await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();

    assert.ok(mailsTo(server, EMAIL).some((text) => text.startsWith("Your account is deleted")));
    assert.deepEqual([...page.problems, ...other.problems], []);
  });
});
