import { screen } from "@testing-library/react";
import { http } from "msw";

import type { Schemas } from "@/lib/api/types";
import { renderAt } from "@/testing/render";
import { ok, refused, route, server } from "@/testing/server";

import { SharedPage } from "./shared-page";

const none = { shown: [], total: 0 };
const design: Schemas["SharedDesign"] = {
  title: "Members’ site",
  shared_on: "2026-11-22",
  expires_on: null,
  region: "eu-central-1",
  parts: ["brief"],
  design: null,
  brief: {
    place: "Design for production",
    goal: "Sell shoes",
    amount: "USD 2.06 a month",
    span: "Between USD 2 and USD 3",
    steps: none,
    met: { shown: ["People sign in"], total: 3 },
    unmet: none,
    decisions: none,
    risk: "None",
    needed: none,
    foot: "List prices",
  },
};

test("the link's secret travels in a header, and only what was shared is shown", async () => {
  const tokens: (string | null)[] = [];
  server.use(
    http.get(route("/shared"), ({ request }) => {
      tokens.push(request.headers.get("x-share-token"));
      return ok(design);
    }),
  );
  renderAt(<SharedPage />, { at: "/shared#secret" });

  await screen.findByRole("heading", { level: 1, name: "Members’ site" });
  expect(tokens).toEqual(["secret"]);
  expect(screen.getByText(/Shared on 22 November 2026/)).toBeVisible();
  expect(screen.getByText("and 2 more")).toBeVisible();
  expect(screen.queryByRole("heading", { name: "Diagram" })).toBeNull();
  expect(screen.queryByRole("heading", { name: "Components" })).toBeNull();
});

test("a link that opens nothing says so calmly", async () => {
  server.use(http.get(route("/shared"), () => refused(404, "LINK_OPENS_NOTHING", "No.")));
  renderAt(<SharedPage />, { at: "/shared#old" });

  await screen.findByRole("heading", { name: "This link does not open anything" });
  expect(screen.queryByRole("alert")).toBeNull();
});
