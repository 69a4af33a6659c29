import { screen, waitFor, within } from "@testing-library/react";
import { http } from "msw";

import { answer, offer } from "@/testing/organization";
import { renderAt } from "@/testing/render";
import { ok, refused, route, server } from "@/testing/server";

import { OrganizationPage } from "./organization-page";

const routes = [{ path: "/organization/:section", Component: OrganizationPage }];
const open = (section: string) => renderAt(<p />, { at: `/organization/${section}`, routes });
const usd = (amount_minor: number) => ({ amount_minor, currency: "USD" });
const ben = {
  ...{ id: "mem_2", name: "Ben", email: "ben@example.com", role: "viewer", self: false },
  ...{ last_active_at: null, second_factor: false },
};
const price = {
  ...{ seats_free: 0, adds_seat: true, blocked: false },
  ...{ prorated: usd(450), monthly: usd(1500), period_ends_at: null },
};
const everyPermission = ["members:read", "members:invite", "members:change", "members:remove"];

function people() {
  answer("/organization/members", { items: [ben] });
  answer("/organization/seats", { used: 10, invited: 0, limit: 10 });
  answer("/organization/seats/price", price);
  answer("/organization/invitations", { items: [] });
}

test("without organisations on the server the page does not exist", async () => {
  open("members");

  expect(await screen.findByText(/not here|not found|Nothing is here/i)).toBeVisible();
});

test("a section that the role does not open is neither listed nor shown", async () => {
  offer("members:read");
  people();
  open("members");

  await screen.findByRole("table", { name: "Members" });
  const sections = within(screen.getByRole("navigation", { name: "Organisation" }));
  expect(sections.getAllByRole("link").map((link) => link.textContent)).toEqual([
    "Members",
    "General",
  ]);
  expect(screen.queryByRole("button", { name: "Invite" })).not.toBeInTheDocument();
  expect(screen.queryByRole("combobox")).not.toBeInTheDocument();
});

test("an invitation says what the seat costs before it is sent", async () => {
  offer(...everyPermission);
  people();
  const sent: unknown[] = [];
  server.use(
    http.post(route("/organization/invitations"), async ({ request }) => {
      sent.push(await request.json());
      return ok({ id: "inv_1" });
    }),
  );
  const { person } = open("members");

  await person.click(await screen.findByRole("button", { name: "Invite" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Invite somebody" }));
  await dialog.findByText("Adds a seat: $4.50 now, then $15.00 a month.");
  await person.type(dialog.getByLabelText("E-mail"), "cleo@example.com");
  await person.selectOptions(dialog.getByLabelText("Role"), "viewer");
  await person.click(dialog.getByRole("button", { name: "Send invitation" }));

  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  expect(sent).toEqual([{ email: "cleo@example.com", role: "viewer", buy_seat: true }]);
});

test("with every seat taken nothing can be sent", async () => {
  offer(...everyPermission);
  people();
  answer("/organization/seats/price", { ...price, blocked: true });
  const { person } = open("members");

  await person.click(await screen.findByRole("button", { name: "Invite" }));

  await screen.findByText(/Choose a larger plan first/);
  expect(screen.getByRole("button", { name: "Send invitation" })).toBeDisabled();
});

test("a key is shown once, and the dialog stays until it is kept", async () => {
  offer("keys:manage");
  answer("/organization/api-keys", {
    items: [],
    scopes: [{ scope: "projects:read", meaning: "See projects" }],
  });
  const key = {
    ...{ id: "key_1", name: "Nightly", prefix: "cw_live_x", scopes: ["projects:read"] },
    ...{ created_by: "Ada", created_at: "2026-11-21T10:00:00Z" },
    ...{ expires_at: null, last_used_at: null },
  };
  server.use(
    http.post(route("/organization/api-keys"), () =>
      ok({ api_key: key, secret: "cw_live_x_whole" }),
    ),
  );
  const { person } = open("keys");

  await person.click(await screen.findByRole("button", { name: "New key" }));
  await person.type(screen.getByLabelText("Name"), "Nightly");
  await person.click(screen.getByLabelText("See projects"));
  await person.click(screen.getByRole("button", { name: "Create key" }));
  const shown = await screen.findByRole("dialog", { name: "Copy the key now" });
  expect(shown).toHaveTextContent("cw_live_x_whole");
  await person.keyboard("{Escape}");
  expect(shown).toBeVisible();
  await person.click(screen.getByLabelText("I have kept it"));
  await person.click(screen.getByRole("button", { name: "Done" }));

  expect(screen.queryByText("cw_live_x_whole")).not.toBeInTheDocument();
});

test("members that cannot be read say why and can be asked for again", async () => {
  offer("members:read");
  people();
  server.use(
    http.get(route("/organization/members"), () =>
      refused(503, "DATABASE_UNAVAILABLE", "The database does not answer."),
    ),
  );
  const { person } = open("members");

  expect(await screen.findByRole("alert")).toHaveTextContent("DATABASE_UNAVAILABLE");
  people();
  await person.click(screen.getByRole("button", { name: "Retry" }));

  expect(await screen.findByRole("table", { name: "Members" })).toBeVisible();
});
