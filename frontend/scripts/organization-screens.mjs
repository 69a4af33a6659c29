/** The screens of accounts, organisations and the platform, with what is done on each. */

const dialog = (page) => page.getByRole("dialog").waitFor();

const press = (name) => async (page) => {
  await page.getByRole("button", { name }).first().click();
  await dialog(page);
};

async function enter(page) {
  await page.getByLabel("E-mail").fill("ada@example.com");
  await page.getByLabel("Password").fill("correct horse battery staple");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

async function forget(page) {
  await page.getByLabel("E-mail").fill("ada@example.com");
  await page.getByRole("button", { name: "Send the link" }).click();
  await page.getByText("is on its way").waitFor();
}

const scene = "owner";
const at = (name, path, rest = {}) => ({ name, path, scene, ...rest });

export const organizationScreens = [
  { name: "entry", path: "/sign-in", scene: "accounts" },
  { name: "entry-factor", path: "/sign-in", scene: "accounts", act: enter },
  { name: "entry-refused", path: "/sign-in", scene: "accounts-refusing", act: enter },
  { name: "entry-forgot", path: "/sign-in?step=forgot", scene: "accounts", act: forget },
  { name: "entry-create", path: "/sign-in?step=create", scene: "accounts" },
  { name: "entry-reset", path: "/sign-in?step=reset#token=t", scene: "accounts" },
  at("account-profile", "/account/profile"),
  at("account-security", "/account/security"),
  at("account-enrol", "/account/security", { scene: "owner-fresh", act: press("Set up") }),
  at("account-devices", "/account/devices"),
  at("account-everywhere", "/account/devices", { act: press("Sign out everywhere") }),
  at("account-data", "/account/data", { act: press("Delete your account") }),
  at("account-menu", "/designs", {
    act: (page) => page.getByRole("button", { name: /^Account/ }).click(),
  }),
  at("org-members", "/organization/members"),
  at("org-members-failing", "/organization/members", { scene: "owner-failing", settle: 4000 }),
  at("org-members-loading", "/organization/members", { scene: "owner-loading" }),
  at("org-invite", "/organization/members", { act: press("Invite") }),
  at("org-invite-full", "/organization/members", { scene: "owner-fresh", act: press("Invite") }),
  at("org-security", "/organization/security"),
  at("org-keys", "/organization/keys"),
  at("org-keys-empty", "/organization/keys", { scene: "owner-fresh" }),
  at("org-keys-new", "/organization/keys", { act: press("New key") }),
  at("org-usage", "/organization/usage"),
  at("org-usage-empty", "/organization/usage", { scene: "owner-fresh" }),
  at("org-audit", "/organization/audit", {
    act: (page) => page.locator("summary").first().click(),
  }),
  at("org-billing", "/organization/billing"),
  at("org-billing-late", "/organization/billing", { scene: "owner-fresh" }),
  at("platform-organizations", "/platform/organizations"),
  at("platform-people", "/platform/people"),
  at("platform-runs", "/platform/runs"),
  at("platform-health", "/platform/health"),
  { name: "hidden", path: "/organization/members", scene: "everyday" },
];
