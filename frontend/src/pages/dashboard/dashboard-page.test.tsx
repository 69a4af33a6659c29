import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { http } from "msw";

import type { ProjectSummary } from "@/lib/api/types";
import { aProject } from "@/testing/builders";
import { renderAt } from "@/testing/render";
import { ok, refused, route, server } from "@/testing/server";

import { DashboardPage } from "./dashboard-page";

const workspace = { path: "/projects/:projectId", element: <p>Workspace</p> };

function serveProjects(projects: ProjectSummary[]): void {
  server.use(
    http.get(route("/projects"), ({ request }) => {
      const q = new URL(request.url).searchParams.get("q") ?? "";
      const items = projects.filter((project) => project.name.toLowerCase().includes(q));
      return ok({ items, next_cursor: null } as never);
    }),
  );
}

function acceptNewProjects(): string[] {
  const goals: string[] = [];
  server.use(
    http.post(route("/projects"), async ({ request }) => {
      goals.push(((await request.json()) as { goal: string }).goal);
      return ok(aProject({ id: "prj_new" }));
    }),
  );
  return goals;
}

const composer = () => screen.getByRole("textbox", { name: "What should the system do?" });

test("one sentence makes a project and opens it with that sentence", async () => {
  serveProjects([]);
  const goals = acceptNewProjects();
  const { person, router } = renderAt(<DashboardPage />, { routes: [workspace] });

  await person.type(composer(), "A shop for 2,000 orders a day{Enter}");

  expect(await screen.findByText("Workspace")).toBeVisible();
  expect(goals).toEqual(["A shop for 2,000 orders a day"]);
  expect(router.state.location.pathname).toBe("/projects/prj_new");
  const sent = new URLSearchParams(router.state.location.search).get("prompt");
  expect(sent).toBe("A shop for 2,000 orders a day");
});

test.each([
  ["while an input method composes", { isComposing: true }],
  ["right after a composition", { keyCode: 229 }],
])("Enter does not send %s", async (_, key) => {
  serveProjects([]);
  const goals = acceptNewProjects();
  const { person } = renderAt(<DashboardPage />, { routes: [workspace] });
  await person.type(composer(), "日本");

  fireEvent.keyDown(composer(), { key: "Enter", ...key });
  await person.type(composer(), "語{Enter}");

  await screen.findByText("Workspace");
  expect(goals).toEqual(["日本語"]);
});

test("a starting point fills the composer for the person to change", async () => {
  serveProjects([]);
  const { person } = renderAt(<DashboardPage />);

  await person.click(screen.getByRole("button", { name: "Image pipeline" }));

  expect(composer()).toHaveFocus();
  expect(composer()).toHaveTextContent("20,000 photos a day");
});

test("a text that is too long is kept and said so instead of sent", async () => {
  serveProjects([]);
  const goals = acceptNewProjects();
  const { person } = renderAt(<DashboardPage />, { routes: [workspace] });
  const long = "x".repeat(20_001);

  fireEvent.change(composer(), { target: { value: long } });
  await person.click(screen.getByRole("button", { name: "Design it" }));

  expect(screen.getByRole("alert")).toHaveTextContent("1 characters more than the 20,000 that fit");
  expect(composer()).toHaveValue(long);
  expect(goals).toEqual([]);
});

test("a refused project leaves the sentence where it was, with the reason", async () => {
  serveProjects([]);
  server.use(http.post(route("/projects"), () => refused(507, "DISK_FULL", "The disk is full.")));
  const { person } = renderAt(<DashboardPage />);

  await person.type(composer(), "A shop{Enter}");

  expect(await screen.findByRole("alert")).toHaveTextContent("The disk is full.");
  expect(composer()).toHaveValue("A shop");
});

test("the composer says who reads what is typed", async () => {
  serveProjects([]);
  renderAt(<DashboardPage />);

  expect(
    await screen.findByText("Built-in designer · nothing you type leaves this machine"),
  ).toBeVisible();
});

test("a design shows its region, cost, findings and whether it is running", async () => {
  serveProjects([
    aProject({ running_run_id: "run_0001" }),
    aProject({ id: "prj_2", name: "Calm" }),
  ]);
  renderAt(<DashboardPage />);

  const row = await screen.findByRole("row", { name: /Image pipeline/ });

  expect(within(row).getByRole("link", { name: "Image pipeline" })).toHaveAttribute(
    "href",
    "/projects/prj_1",
  );
  for (const fact of ["eu-central-1", "$41.70", "2 open", "Running"]) {
    expect(within(row).getAllByText(fact)[0]).toBeInTheDocument();
  }
  expect(screen.getAllByText("Running")).toHaveLength(1);
});

test("without designs the list says how the first one is made", async () => {
  serveProjects([]);
  renderAt(<DashboardPage />);

  expect(await screen.findByText("No designs yet")).toBeVisible();
});

test("a failed list shows code and request id and can be asked again", async () => {
  let broken = true;
  server.use(
    http.get(route("/projects"), () =>
      broken
        ? refused(400, "DATABASE_UNAVAILABLE", "The database does not answer.")
        : ok({ items: [aProject()], next_cursor: null } as never),
    ),
  );
  const { person } = renderAt(<DashboardPage />);

  const alert = await screen.findByRole("alert");
  expect(alert).toHaveTextContent("DATABASE_UNAVAILABLE");
  expect(alert).toHaveTextContent("req_test");
  broken = false;
  await person.click(within(alert).getByRole("button", { name: "Retry" }));

  expect(await screen.findByRole("link", { name: "Image pipeline" })).toBeVisible();
});

test("a search without a match offers the whole list again", async () => {
  serveProjects([aProject()]);
  const { person, router } = renderAt(<DashboardPage />);
  await screen.findByRole("link", { name: "Image pipeline" });

  await person.type(screen.getByRole("searchbox", { name: "Search designs" }), "zebra");
  await person.click(await screen.findByRole("button", { name: "Show all designs" }));

  expect(await screen.findByRole("link", { name: "Image pipeline" })).toBeVisible();
  expect(screen.getByRole("searchbox")).toHaveValue("");
  expect(router.state.location.search).toBe("");
});

test("a design is renamed where it stands", async () => {
  const projects = [aProject()];
  serveProjects(projects);
  server.use(
    http.patch(route("/projects/prj_1"), async ({ request }) => {
      const { name } = (await request.json()) as { name: string };
      projects[0] = aProject({ name });
      return ok(projects[0]);
    }),
  );
  const { person } = renderAt(<DashboardPage />);

  await person.click(await screen.findByRole("button", { name: "Actions for Image pipeline" }));
  await person.click(screen.getByRole("menuitem", { name: "Rename" }));
  const field = await screen.findByRole("textbox", { name: "Design name" });
  await person.clear(field);
  await person.type(field, "Thumbnails{Enter}");

  expect(await screen.findByRole("link", { name: "Thumbnails" })).toBeVisible();
});

test("a design is deleted only after it was confirmed", async () => {
  const projects = [aProject()];
  serveProjects(projects);
  server.use(
    http.delete(route("/projects/prj_1"), () => {
      projects.length = 0;
      return ok({});
    }),
  );
  const { person } = renderAt(<DashboardPage />);

  await person.click(await screen.findByRole("button", { name: "Actions for Image pipeline" }));
  await person.click(screen.getByRole("menuitem", { name: "Delete" }));
  const dialog = await screen.findByRole("dialog", { name: "Delete “Image pipeline”?" });
  expect(within(dialog).getByRole("button", { name: "Cancel" })).toHaveFocus();
  expect(projects).toHaveLength(1);
  await person.click(within(dialog).getByRole("button", { name: "Delete design" }));

  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  expect(await screen.findByText("No designs yet")).toBeVisible();
  await waitFor(() => expect(screen.getByRole("heading", { level: 1 })).toHaveFocus());
});

test("a refused deletion keeps the question open with the reason", async () => {
  serveProjects([aProject()]);
  server.use(
    http.delete(route("/projects/prj_1"), () => refused(409, "RUN_OPEN", "A run is going on.")),
  );
  const { person } = renderAt(<DashboardPage />);

  await person.click(await screen.findByRole("button", { name: "Actions for Image pipeline" }));
  await person.click(screen.getByRole("menuitem", { name: "Delete" }));
  await person.click(await screen.findByRole("button", { name: "Delete design" }));

  expect(await screen.findByText("A run is going on.")).toBeVisible();
  expect(screen.getByRole("dialog")).toBeVisible();
});
