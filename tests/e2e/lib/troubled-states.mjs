/**
 * States that a healthy server with data in it never shows. Where the server cannot be brought to one, its
 * answer is changed on the way to the page.
 */
import { canvas, composer, say, transcript } from "./workspace.mjs";

const LISTS = { designs: "projects", conversations: "conversations", artifacts: "artifacts" };

/** Answer these requests with something else; `change` gets the real data. */
async function answered(page, path, change) {
  await page.route(new RegExp(`/api/v1/${path}(\\?|$)`), async (route) => {
    const answer = await route.fetch();
    const { data, ...rest } = await answer.json();
    await route.fulfill({ response: answer, json: { ...rest, data: change(data) } });
  });
}

async function refused(page, path, error) {
  await page.route(new RegExp(`/api/v1/${path}`), (route) =>
    route.fulfill({ status: 422, json: { success: false, data: null, error: { details: {}, ...error } } }),
  );
}

async function emptyList(page, list) {
  await answered(page, LISTS[list], (data) => ({ ...data, items: [], next_cursor: null }));
  await page.goto(`/${list}`);
  await page.getByText(/^No .* yet/).waitFor();
}

async function failedList(page, list) {
  const error = { code: "DATABASE_BUSY", message: "The database is busy. Nothing was lost; try again." };
  await refused(page, `${LISTS[list]}(\\?|$)`, error);
  await page.goto(`/${list}`);
  await page.getByRole("alert").getByRole("button", { name: "Retry" }).waitFor();
}

/** A bundle in which checks found errors, so that nothing was packaged. */
function notPackaged(detail) {
  const lint = "Lint (cfn-lint)";
  const [file] = detail.files.filter(({ path }) => path.endsWith(".yaml"));
  const matches = [
    { file: file.path, line: 12, level: "error", rule: "E3012", message: "'9' is not of type 'integer'." },
    { file: file.path, line: 40, level: "warning", rule: "W2001", message: "A parameter is not used anywhere." },
  ];
  return {
    ...detail,
    summary: { ...detail.summary, status: "failed", errors: 1, warnings: 1 },
    stages: detail.stages.map((stage) => {
      if (stage.title === lint) return { ...stage, status: "failed", detail: "1 error, 1 warning" };
      return stage.id === "package" ? { ...stage, status: "skipped", detail: "errors were found" } : stage;
    }),
    checks: {
      ...detail.checks,
      checks: detail.checks.checks.map((check) => (check.id === "cfn-lint" ? { ...check, matches } : check)),
    },
  };
}

async function failedBundle(page, project) {
  await answered(page, "artifacts/[^/?]+", notPackaged);
  await canvas(page, `/projects/${project.id}?tab=bundle`);
  await page.getByText(/The files can be read here/).waitFor();
}

async function failedRun(page, project, { conversation }) {
  const error = { code: "RUN_TIMED_OUT", message: "The run took over 300 s and was ended. What was said is kept." };
  await answered(page, `conversations/${conversation.id}`, (thread) => ({
    ...thread,
    messages: thread.messages.map((message, at) =>
      at === thread.messages.length - 1 ? { ...message, status: "failed", error } : message,
    ),
  }));
  await page.goto(`/projects/${project.id}`);
  await transcript(page).getByRole("alert").last().scrollIntoViewIfNeeded();
}

/** Empty, refused and failed. */
export function troubledStates(studio) {
  const { project, empty, halted, option } = studio;
  return [
    ...Object.keys(LISTS).flatMap((list) => [
      { name: `${list}-empty`, open: (page) => emptyList(page, list) },
      { name: `${list}-failed`, open: (page) => failedList(page, list) },
    ]),
    {
      name: "designs-running",
      open: async (page) => {
        const running = (item, at) => (at < 2 ? { ...item, running_run_id: "run_at_work" } : item);
        await answered(page, "projects", (data) => ({ ...data, items: data.items.map(running) }));
        await page.goto("/designs");
        await page.getByText("Running").first().waitFor();
      },
    },
    {
      name: "designs-too-long",
      open: async (page) => {
        await page.goto("/designs");
        await page.getByRole("textbox", { name: "What should the system do?" }).fill("a long wish ".repeat(1800));
        await page.getByRole("button", { name: "Design it" }).click();
        await page.getByText(/characters more than/).waitFor();
      },
    },
    {
      name: "workspace-too-long",
      open: async (page) => {
        await page.goto(`/projects/${empty.id}`);
        await composer(page).waitFor();
        await say(page, "a long wish ".repeat(1800));
        await page.getByText(/characters/).first().waitFor();
      },
    },
    { name: "workspace-run-failed", open: (page) => failedRun(page, project, studio) },
    {
      name: "workspace-empty-diagram",
      open: async (page) => {
        await canvas(page, `/projects/${empty.id}?tab=diagram`);
        await page.getByText("No diagram yet").waitFor();
      },
    },
    {
      name: "workspace-diagram-failed",
      open: async (page) => {
        const message = "Laying out the diagram took over 20 s and was ended. The design is unchanged.";
        await refused(page, "revisions/[^/]+/diagram\\?", { code: "LAYOUT_FAILED", message });
        await canvas(page, `/projects/${project.id}?tab=diagram&option=${option.id}`);
        await page.getByText("The diagram could not be drawn.").waitFor();
      },
    },
    {
      name: "workspace-empty-requirements",
      open: async (page) => {
        await canvas(page, `/projects/${empty.id}?tab=requirements`);
        await page.getByRole("tabpanel", { name: "Requirements" }).getByText(/./).first().waitFor();
      },
    },
    {
      name: "workspace-standards-failed",
      open: async (page) => {
        const message = "The database is busy. Nothing was lost; try again.";
        await refused(page, "projects/[^/]+/standards", { code: "DATABASE_BUSY", message });
        await page.goto(`/projects/${project.id}?sheet=standards`);
        await page.getByText("The standards could not be loaded.").waitFor();
      },
    },
    {
      name: "workspace-empty-bundle",
      open: async (page) => {
        await canvas(page, `/projects/${empty.id}?tab=bundle`);
        await page.getByText("No bundle yet").waitFor();
      },
    },
    {
      name: "workspace-bundle-stopped",
      open: async (page) => {
        await canvas(page, `/projects/${halted.id}?tab=bundle`);
        await page.getByRole("alert").getByText(/^Stopped at/).waitFor();
      },
    },
    { name: "workspace-bundle-failed", open: (page) => failedBundle(page, project) },
    {
      name: "workspace-bundle-failed-checks",
      open: async (page) => {
        await failedBundle(page, project);
        await page.getByRole("tab", { name: /^Checks/ }).click();
        await page.getByText("E3012").waitFor();
      },
    },
  ];
}
