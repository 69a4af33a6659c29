import { screen, within } from "@testing-library/react";
import { http, type JsonBodyType } from "msw";

import type { Schemas } from "@/lib/api/types";
import { renderAt } from "@/testing/render";
import { ok, refused, route, server } from "@/testing/server";

import DiagramPanel, { type DiagramPanelProps } from "./diagram-panel";

function aNode(id: string, facts: Partial<Schemas["Node"]>): Schemas["Node"] {
  return {
    id,
    kind: "lambda_function",
    title: id,
    service: "AWS Lambda",
    icon: "AWSLambda",
    category: "compute",
    group: null,
    x: 0,
    y: 0,
    width: 168,
    height: 138,
    existing: false,
    monthly_cost: null,
    findings: 0,
    worst: null,
    connects_from: [],
    connects_to: [],
    frames: false,
    ...facts,
  };
}

const drawing: Schemas["Drawing"] = {
  view: "flow",
  width: 600,
  height: 200,
  groups: [
    {
      id: "cloud",
      type: "account",
      title: "AWS Cloud",
      parent: null,
      x: 0,
      y: 0,
      width: 600,
      height: 200,
    },
  ],
  nodes: [
    aNode("api", { title: "Orders API", connects_to: ["Orders"], group: "cloud" }),
    aNode("orders", {
      title: "Orders",
      service: "Amazon DynamoDB",
      x: 400,
      findings: 1,
      worst: "high",
      monthly_cost: { amount: "12.4", currency: "USD" },
      connects_from: ["Orders API"],
      group: "cloud",
    }),
  ],
  edges: [
    {
      id: "api.writes.orders",
      source: "api",
      target: "orders",
      verb: "writes",
      label: "writes",
      points: [
        { x: 168, y: 69 },
        { x: 400, y: 69 },
      ],
      label_x: 260,
      label_y: 60,
      step: 1,
      asynchronous: false,
    },
  ],
  steps: [{ number: 1, sentence: "The API keeps the order.", edge_id: "api.writes.orders" }],
  title_block: {
    title: "Orders",
    revision: "revision 2",
    region: "eu-central-1",
    environment: "prod",
    monthly_cost: "USD 12.40",
    date: "2026-01-15",
  },
};

function aRevision(id: string, number: number): Schemas["RevisionSummary"] {
  return {
    id,
    option_id: "opt_1",
    project_id: "prj_1",
    number,
    undone_id: null,
    parent_id: number > 1 ? `rev_${number - 1}` : null,
    content_hash: id,
    summary: number > 1 ? "Added the table" : "Proposed from the requirements",
    author: { kind: "agent", id: "usr_1" },
    created_at: "2026-01-15T10:00:00Z",
    monthly_cost: { amount: "12.4", currency: "USD" },
    ripple: null,
  };
}

function renderPanel(changes: Partial<DiagramPanelProps> = {}) {
  server.use(
    http.get(route("/revisions/:id/diagram"), () => ok(drawing as unknown as JsonBodyType)),
    http.get(route("/options/opt_1/revisions"), () =>
      ok([aRevision("rev_2", 2), aRevision("rev_1", 1)]),
    ),
    http.get(route("/revisions/:id"), () => refused(503, "UNAVAILABLE", "Try again.")),
  );
  const onSelect = vi.fn();
  const onAction = vi.fn();
  const onRevision = vi.fn();
  const view = renderAt(
    <DiagramPanel
      projectId="prj_1"
      optionId="opt_1"
      newestId="rev_2"
      revisionId="rev_2"
      view="flow"
      selectedIds={[]}
      highlightedIds={[]}
      {...{ onSelect, onAction, onRevision, onView: vi.fn() }}
      {...changes}
    />,
  );
  return { ...view, onSelect, onAction, onRevision };
}

test("O shows the drawing as an outline with the same content", async () => {
  const { person } = renderPanel();
  const outlineButton = screen.getByRole("button", { name: "Outline" });
  outlineButton.focus();

  await person.keyboard("o");

  const outline = within(await screen.findByRole("region", { name: "Outline of the design" }));
  expect(
    outline.getByRole("button", { name: /^Orders.*DynamoDB.*1.*High.*\$12\.40/ }),
  ).toBeVisible();
  expect(outline.getByText(/writes/).closest("li")).toHaveTextContent("1. writes Orders");
});

test("choosing a component selects it and asks for its properties", async () => {
  const { person, onSelect } = renderPanel();
  await person.click(screen.getByRole("button", { name: "Outline" }));

  await person.click(await screen.findByRole("button", { name: /^Orders API/ }));

  expect(onSelect).toHaveBeenCalledWith(["api"]);
  expect(await screen.findByText("The component could not be loaded.")).toBeVisible();
});

test("the history offers to undo the last change", async () => {
  const { person, onAction } = renderPanel();

  await person.click(await screen.findByRole("button", { name: "Revision 2 of 2" }));
  await person.click(await screen.findByRole("button", { name: "Undo the last change" }));

  expect(onAction).toHaveBeenCalledWith({ type: "undo", option_id: "opt_1" });
});

test("the stepper asks for the older revision", async () => {
  const { person, onRevision } = renderPanel();
  const older = screen.getByRole("button", { name: "Older revision" });
  await screen.findByRole("button", { name: "Revision 2 of 2" });

  await person.click(older);

  expect(onRevision).toHaveBeenCalledWith("rev_1");
});

test("nothing is older than the first revision", async () => {
  renderPanel({ revisionId: "rev_1" });

  expect(await screen.findByRole("button", { name: "Revision 1 of 2" })).toBeVisible();
  expect(screen.getByRole("button", { name: "Older revision" })).toBeDisabled();
});

test("a drawing that cannot be had says so with its code", async () => {
  renderPanel();
  server.use(
    http.get(route("/revisions/:id/diagram"), () => refused(404, "NOT_FOUND", "No such revision.")),
  );

  expect(await screen.findByText("The diagram could not be drawn.")).toBeVisible();
  expect(screen.getByText("NOT_FOUND")).toBeVisible();
});
