import { screen } from "@testing-library/react";
import { http } from "msw";

import { renderAt } from "@/testing/render";
import { ok, refused, route, server } from "@/testing/server";

import { ModelAndTools } from "./model-and-tools";

const known = {
  name: "knowledge",
  title: "AWS knowledge (offline)",
  transport: "in_process",
  local: true,
  state: "up",
  tools: ["Looking up a service", "Looking up Regions"],
  trouble: "",
  restarts: 0,
};

test("each server says how it is, what it brings and what is wrong", async () => {
  const down = {
    ...known,
    name: "iac",
    title: "IaC",
    state: "down",
    tools: [],
    trouble: "It fell.",
  };
  const off = { ...known, name: "aws", title: "AWS Knowledge", state: "off", tools: [] };
  server.use(http.get(route("/tool-servers"), () => ok({ servers: [known, down, off] })));
  renderAt(<ModelAndTools />);

  const items = await screen.findAllByRole("listitem");

  expect(items.map((item) => item.textContent)).toEqual([
    "AWS knowledge (offline)Looking up a service · Looking up RegionsWorks",
    "IaCIt fell.Down",
    "AWS KnowledgeWhoever runs Cloudwright can turn it on.Off",
  ]);
});

test("a list that cannot be loaded can be asked for again", async () => {
  server.use(http.get(route("/tool-servers"), () => refused(503, "UNAVAILABLE", "Not now.")));
  renderAt(<ModelAndTools />);

  expect(await screen.findByRole("button", { name: "Retry" })).toBeVisible();
});
