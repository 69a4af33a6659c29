import { organizationAnswers, organizationScenes } from "./mock-organization.mjs";

/** Answers of the REST API for looking at the screens without a backend; each scene changes some of them. */

const now = Date.now();
const ago = (minutes) => new Date(now - minutes * 60_000).toISOString();
const usd = (amount) => ({ amount, currency: "USD" });

const me = {
  user: { id: "usr_1", name: "Local architect", email: "architect@localhost" },
  organization: { id: "org_1", name: "Local organisation" },
  role: "owner",
  model: { id: "built-in", label: "Built-in designer", local: true },
};

const project = (facts) => ({
  goal: "",
  region: "eu-central-1",
  created_at: ago(5000),
  example: false,
  chosen_option_id: "opt_1",
  brief_revision: 1,
  ...facts,
});

const projects = [
  project({
    id: "prj_1",
    name: "Photo thumbnails",
    goal: "People upload 20,000 photos a day, up to 8 MB each, in us-east-1. Make three thumbnail sizes within 30 seconds.",
    region: "us-east-1",
    monthly_cost: usd("118.42"),
    open_findings: 3,
    updated_at: ago(0.2),
  }),
  project({
    id: "prj_2",
    name: "Members’ site",
    goal: "A members' site for 50,000 visits a month: static pages and a small JSON API behind sign-in.",
    monthly_cost: usd("12.07"),
    open_findings: 0,
    updated_at: ago(95),
    example: true,
  }),
  project({
    id: "prj_3",
    name: "A very long design name that somebody typed in full because nothing stopped them from doing so",
    goal: "",
    region: "",
    monthly_cost: null,
    open_findings: null,
    updated_at: ago(60 * 24 * 3),
  }),
  project({
    id: "prj_4",
    name: "Feedback form",
    goal: "Documentation site with a feedback form, personal data stays in the EU.",
    monthly_cost: usd("1840.5"),
    open_findings: 1,
    updated_at: ago(60 * 24 * 40),
  }),
];

const conversations = [
  {
    id: "cnv_1",
    project_id: "prj_1",
    project_name: "Photo thumbnails",
    title: "Thumbnails for 20,000 photos a day",
    mode: "analyze",
    updated_at: ago(0.2),
    open_run: true,
    last_line: "Keep originals for one year instead of three",
  },
  {
    id: "cnv_2",
    project_id: "prj_2",
    project_name: "Members’ site",
    title: "Members’ site, first sketch",
    mode: "brainstorm",
    updated_at: ago(95),
    open_run: false,
    last_line: "Two options stand on the board. The first costs $12.07 a month.",
  },
  {
    id: "cnv_3",
    project_id: "prj_2",
    project_name: "Members’ site",
    title: "Bundle for production",
    mode: "implement",
    updated_at: ago(60 * 26),
    open_run: false,
    last_line: "",
  },
];

const artifact = (facts) => ({
  project_id: "prj_1",
  project_name: "Photo thumbnails",
  revision_number: 4,
  status: "ready",
  errors: 0,
  warnings: 0,
  monthly_cost: usd("118.42"),
  ...facts,
});

const artifacts = [
  artifact({ id: "art_1", name: "photo-thumbnails-v4", created_at: ago(3), bytes: 148_230 }),
  artifact({
    id: "art_2",
    name: "photo-thumbnails-v3",
    revision_number: 3,
    created_at: ago(64),
    bytes: 141_002,
    warnings: 2,
  }),
  artifact({
    id: "art_3",
    name: "members-site-v1",
    project_id: "prj_2",
    project_name: "Members’ site",
    revision_number: 1,
    created_at: ago(60 * 50),
    bytes: 98_400,
    errors: 1,
    warnings: 4,
    monthly_cost: usd("12.07"),
  }),
  artifact({
    id: "art_4",
    name: "members-site-v0",
    project_id: "prj_2",
    project_name: "Members’ site",
    revision_number: 1,
    created_at: ago(60 * 70),
    bytes: 0,
    status: "failed",
    monthly_cost: null,
  }),
];

const page = (items) => ({ items, next_cursor: null });
const refusal = (status, code, message) => ({ refused: true, status, code, message });

const answers = {
  "/me": me,
  "/sign-in/options": { local: true },
  "/projects": page(projects),
  "/conversations": page(conversations),
  "/artifacts": page(artifacts),
  ...organizationAnswers,
};

/** Scenes: paths whose answers differ from the everyday ones. "never" stays open for ever. */
export const scenes = {
  everyday: {},
  empty: { "/projects": page([]), "/conversations": page([]), "/artifacts": page([]) },
  failing: {
    "/projects": refusal(
      503,
      "DATABASE_UNAVAILABLE",
      "The database does not answer. Nothing was lost; try again in a moment.",
    ),
  },
  loading: { "/projects": "never" },
  "signed-out": { "/me": refusal(401, "NOT_SIGNED_IN", "You are not signed in.") },
  elsewhere: {
    "/me": refusal(401, "NOT_SIGNED_IN", "You are not signed in."),
    "/sign-in/options": { local: false },
  },
  ...organizationScenes({ me, refusal }),
};

/** Routes `/api/v1/*` of a playwright page to the scene's answers. */
export async function playScene(page, name) {
  const table = { ...answers, ...scenes[name] };
  await page.route("**/api/v1/**", async (route) => {
    const path = new URL(route.request().url()).pathname.replace("/api/v1", "");
    const answer = table[path];
    if (answer === "never") return;
    const meta = { timestamp: new Date().toISOString(), request_id: "req_01JD7Q4M2X" };
    if (answer === undefined || answer?.refused === true) {
      const { status, code, message } = answer ?? refusal(404, "NOT_FOUND", "Nothing is here.");
      await route.fulfill({
        status,
        json: { success: false, error: { code, message, details: null }, meta },
      });
      return;
    }
    await route.fulfill({ json: { success: true, data: answer, meta, errors: [] } });
  });
}
