import { screen, waitFor, within } from "@testing-library/react";
import { http } from "msw";

import { answer, offer } from "@/testing/organization";
import { renderAt } from "@/testing/render";
import { ok, route, server } from "@/testing/server";

import { PlatformPage } from "./platform-page";

const routes = [{ path: "/platform/:section", Component: PlatformPage }];
const open = (section: string) => renderAt(<p />, { at: `/platform/${section}`, routes });
const organization = {
  ...{ id: "org_7", name: "Shop & Söhne", plan: "", seats_used: 3, seats_limit: 5, members: 1 },
  ...{ runs_this_month: 4, created_at: "2026-01-01T10:00:00Z", last_active_at: null },
  ...{ suspended: false, suspended_reason: null },
};
const ada = {
  ...{ id: "usr_7", name: "Ada", email: "ada@example.com", role: "owner" },
  ...{ operator: false, disabled: false },
};
const olga = { ...ada, id: "usr_8", name: "Olga", operator: true };
const usage = { runs: 4, model_calls: 9, tokens: 1200, cost_usd: "0.31" };

test("to everybody but operators the platform does not exist", async () => {
  open("organizations");

  expect(await screen.findByText(/not here|not found|Nothing is here/i)).toBeVisible();
});

test("an organisation is suspended with a reason, and only with one", async () => {
  offer("operator");
  answer("/platform/organizations", { items: [organization], next_cursor: null });
  answer("/platform/organizations/org_7", { organization, usage, members: [ada], plans: ["free"] });
  const sent: unknown[] = [];
  server.use(
    http.post(route("/platform/organizations/org_7/suspend"), async ({ request }) => {
      sent.push(await request.json());
      return ok({});
    }),
  );
  const { person } = open("organizations");

  await person.click(await screen.findByRole("link", { name: "Shop & Söhne" }));
  await person.click(await screen.findByRole("button", { name: "Suspend" }));
  const dialog = within(screen.getByRole("dialog"));
  expect(dialog.getByRole("button", { name: "Suspend organisation" })).toBeDisabled();
  await person.type(dialog.getByLabelText("Reason"), "unpaid since May");
  await person.click(dialog.getByRole("button", { name: "Suspend organisation" }));

  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  expect(sent).toEqual([{ reason: "unpaid since May" }]);
});

test("nobody can look as an operator", async () => {
  offer("operator");
  answer("/platform/organizations/org_7", {
    ...{ organization, usage, plans: [] },
    members: [ada, olga],
  });
  open("organizations?organization=org_7");

  await screen.findByRole("table", { name: "Members" });
  expect(screen.getAllByRole("button", { name: "Look as Ada" }).length).toBeGreaterThan(0);
  expect(screen.queryByRole("button", { name: "Look as Olga" })).not.toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Set plan" })).not.toBeInTheDocument();
});

test("a dependency that is down says since when, in words and not by colour alone", async () => {
  offer("operator");
  answer("/platform/health", {
    dependencies: [
      {
        ...{
          id: "mail",
          title: "E-mail",
          state: "down",
          detail: "localhost:25 cannot be reached.",
        },
        ...{
          milliseconds: 3,
          since: new Date().toISOString(),
          looked_at: new Date().toISOString(),
        },
      },
    ],
    ...{ queue_depth: 0, running: 1, version: "0.1.0" },
  });
  open("health");

  const row = within(
    within(await screen.findByRole("list", { name: "Dependencies" })).getByRole("listitem"),
  );
  expect(row.getByText("Down")).toBeVisible();
  expect(row.getByText(/since/)).toHaveTextContent("since just now");
});

test("the charts of errors and latency stand in a table, too", async () => {
  offer("operator");
  answer("/platform/performance", {
    ...{ window: "1h", since: "2026-01-01T10:00:00Z", until: "2026-01-01T11:00:00Z" },
    modes: [
      {
        ...{ mode: "implement", runs: 20, failed: 1, error_percent: 5 },
        ...{ p50_milliseconds: 900, p95_milliseconds: 2400, p99_milliseconds: null },
      },
    ],
    points: [{ at: "2026-01-01T10:00:00Z", runs: 20, failed: 1, p95_milliseconds: 2400 }],
    ...{ sampled: 20, sample_limit: 5000 },
  });
  open("performance");

  const table = within(await screen.findByRole("table", { name: "By mode" }));
  expect(table.getByRole("row", { name: /implement 20 5 % 900 ms 2.4 s/ })).toBeVisible();
  expect(screen.getAllByRole("img")).toHaveLength(3);
});
