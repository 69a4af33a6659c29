import { screen, waitFor, within } from "@testing-library/react";
import { http } from "msw";

import { answer, offer } from "@/testing/organization";
import { renderAt } from "@/testing/render";
import { ok, route, server } from "@/testing/server";

import { AccountPage } from "./account-page";

const routes = [{ path: "/account/:section", Component: AccountPage }];
const open = (section: string) => renderAt(<p>Elsewhere</p>, { at: `/account/${section}`, routes });
const account = {
  ...{ name: "Ada", email: "ada@example.com", email_verified: true, has_password: true },
  second_factor: { enabled: false, recovery_codes_left: 0 },
  ...{ local: false, identities: [], created_at: "2026-01-15T10:00:00Z" },
};

beforeEach(() => {
  offer("account:use");
  answer("/account", account);
});

test("a second factor is proved by a code, then its recovery codes must be kept", async () => {
  server.use(
    http.post(route("/account/second-factor"), () =>
      ok({ secret: "JBSWY3DPEHPK3PXP", otpauth_url: "otpauth://totp/x?secret=JBSWY3DPEHPK3PXP" }),
    ),
    http.post(route("/account/second-factor/confirm"), async ({ request }) => {
      expect(await request.json()).toEqual({ code: "123456" });
      return ok({ recovery_codes: ["aaaa-bbbb", "cccc-dddd"] });
    }),
  );
  const { person } = open("security");

  await person.click(await screen.findByRole("button", { name: "Set up" }));
  await screen.findByRole("img", { name: "QR code for the authenticator" });
  expect(screen.getByText("JBSW Y3DP EHPK 3PXP")).toBeVisible();
  await person.type(screen.getByLabelText("Code"), "123 456");
  await person.click(screen.getByRole("button", { name: "Turn on" }));

  const codes = within(await screen.findByRole("dialog", { name: "Keep these recovery codes" }));
  expect(codes.getByText("aaaa-bbbb")).toBeVisible();
  expect(codes.getByRole("button", { name: "Done" })).toBeDisabled();
});

test("this device cannot be ended by mistake, another one can", async () => {
  const device = (id: string, name: string, current: boolean) => ({
    ...{ id, device: name, current, address: "203.0.113.7" },
    ...{ started_at: "2026-01-15T10:00:00Z", last_seen_at: "2026-01-15T10:00:00Z" },
  });
  const ended: string[] = [];
  answer("/account/sign-ins", {
    items: [device("sin_1", "Firefox", true), device("sin_2", "Safari", false)],
  });
  server.use(
    http.delete(route("/account/sign-ins/:id"), ({ params }) => {
      ended.push(String(params.id));
      return ok({});
    }),
  );
  const { person } = open("devices");

  await person.click(await screen.findByRole("button", { name: "Sign out Safari" }));

  await waitFor(() => expect(ended).toEqual(["sin_2"]));
  expect(screen.queryByRole("button", { name: "Sign out Firefox" })).not.toBeInTheDocument();
});

test("signing out everywhere ends at the sign-in page", async () => {
  answer("/account/sign-ins", { items: [] });
  server.use(http.delete(route("/account/sign-ins"), () => ok({})));
  const { person, router } = open("devices");

  await person.click(await screen.findByRole("button", { name: "Sign out everywhere" }));
  const dialog = within(await screen.findByRole("dialog"));
  await person.click(dialog.getByRole("button", { name: "Sign out everywhere" }));

  await waitFor(() => expect(router.state.location.pathname).toBe("/sign-in"));
});

test("an account is deleted only after its address was written", async () => {
  const { person } = open("data");

  await person.click(await screen.findByRole("button", { name: "Delete your account" }));
  const remove = await screen.findByRole("button", { name: "Delete account" });
  expect(remove).toBeDisabled();
  await person.type(screen.getByLabelText(/^Write ada@example.com/), "ada@example.com");

  expect(remove).toBeEnabled();
});
