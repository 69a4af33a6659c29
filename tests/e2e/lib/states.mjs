/** Every page and state that is photographed and checked with axe. `open` leaves the page in the state. */
import { board, canvas, cards, composer, transcript } from "./workspace.mjs";

const heading = (page, name) => page.getByRole("heading", { level: 1, name }).waitFor();

async function visit(page, address, name) {
  await page.goto(address);
  await heading(page, name);
}

async function rowMenu(page) {
  await visit(page, "/designs", "Designs");
  await page.getByRole("button", { name: /^Actions for/ }).first().click();
  await page.getByRole("menu").waitFor();
}

async function press(page, keys) {
  await visit(page, "/designs", "Designs");
  await page.getByRole("link", { name: "Designs" }).first().waitFor();
  await page.keyboard.press(keys);
  await page.getByRole("dialog").waitFor();
}

/** Pages for somebody who is not signed in. */
export const strangerStates = [
  { name: "landing", open: (page) => visit(page, "/", /./) },
  {
    name: "sign-in",
    open: async (page) => {
      await visit(page, "/sign-in", /./);
      await page.getByRole("button", { name: "Continue as local architect" }).waitFor();
    },
  },
];

/** Pages around the workspace, for somebody who is signed in and has designs. */
export const shellStates = [
  {
    name: "designs",
    open: async (page) => {
      await visit(page, "/designs", "Designs");
      await page.getByRole("button", { name: /^Actions for/ }).first().waitFor();
    },
  },
  {
    name: "designs-not-found",
    open: async (page) => {
      await visit(page, "/designs?q=zebra-crossing", "Designs");
      await page.getByText(/zebra-crossing/).first().waitFor();
    },
  },
  { name: "designs-menu", open: rowMenu },
  {
    name: "designs-rename",
    open: async (page) => {
      await rowMenu(page);
      await page.getByRole("menuitem", { name: "Rename" }).click();
      await page.getByRole("textbox", { name: "Design name" }).waitFor();
    },
  },
  {
    name: "designs-delete",
    open: async (page) => {
      await rowMenu(page);
      await page.getByRole("menuitem", { name: "Delete" }).click();
      await page.getByRole("dialog").waitFor();
    },
  },
  { name: "palette", open: (page) => press(page, "Control+k") },
  { name: "shortcuts", open: (page) => press(page, "Control+/") },
  {
    name: "account",
    open: async (page) => {
      await visit(page, "/designs", "Designs");
      await page.getByRole("button", { name: /^Account/ }).click();
      await page.getByRole("menu").waitFor();
    },
  },
  {
    name: "model",
    open: async (page) => {
      await visit(page, "/designs", "Designs");
      await page.getByRole("button", { name: /^Account/ }).click();
      await page.getByRole("menuitem", { name: "Model and tools" }).click();
      await page.getByRole("dialog").getByText("Works").waitFor();
    },
  },
  { name: "conversations", open: (page) => visit(page, "/conversations", "Conversations") },
  { name: "artifacts", open: (page) => visit(page, "/artifacts", "Artifacts") },
  { name: "nowhere", open: (page) => visit(page, "/nowhere", /./) },
];

const workspace = (project, query = "") => `/projects/${project.id}${query}`;

async function openHistory(page, { project, option }) {
  await canvas(page, workspace(project, `?tab=diagram&option=${option.id}`));
  await page.locator("[data-canvas] [data-element]").first().waitFor();
  await page.getByRole("button", { name: /^Revision \d+ of/ }).click();
  await page.getByRole("region", { name: "History", exact: true }).waitFor();
}

async function openComparison(page, project) {
  await canvas(page, workspace(project, "?tab=analysis"));
  await page.getByRole("region", { name: "Comparison of the options" }).waitFor();
}

/** The standards of a design, its fields filled in and not saved. */
async function openStandards(page, { project }, { prefix, key }) {
  await page.goto(workspace(project, "?sheet=standards"));
  const sheet = page.getByRole("dialog", { name: "Standards" });
  await sheet.getByLabel("Name prefix").fill(prefix);
  await sheet.getByRole("button", { name: "Add a tag" }).click();
  await sheet.getByLabel("Key of tag 1").fill(key);
  await sheet.getByLabel("Value of tag 1").fill("4711");
  const forbidden = sheet.getByRole("combobox", { name: "Forbidden services" });
  await forbidden.fill("nat");
  await forbidden.press("Enter");
  return sheet;
}

/** The workspace of what `prepare` made; on a phone the canvas states show the canvas. */
export function workspaceStates({ project, empty, option }) {
  return [
    {
      name: "workspace-empty",
      open: async (page) => {
        await page.goto(workspace(empty));
        await composer(page).waitFor();
      },
    },
    {
      name: "workspace-chat",
      open: async (page) => {
        await page.goto(workspace(project));
        await transcript(page).getByRole("button", { name: "Approve" }).waitFor();
      },
    },
    {
      name: "workspace-empty-board",
      open: async (page) => {
        await canvas(page, workspace(empty));
        await board(page).getByText("No options yet").waitFor();
      },
    },
    {
      name: "workspace-board",
      open: async (page) => {
        await canvas(page, workspace(project));
        await cards(page).nth(1).waitFor();
        await page.waitForFunction(() =>
          [...globalThis.document.images]
            .filter((image) => image.getBoundingClientRect().top < globalThis.innerHeight)
            .every((image) => image.complete),
        );
      },
    },
    ...["flow", "network"].map((view) => ({
      name: `workspace-diagram-${view}`,
      open: async (page) => {
        await canvas(page, workspace(project, `?tab=diagram&option=${option.id}&view=${view}`));
        await page.locator("[data-canvas] [data-element]").first().waitFor();
      },
    })),
    {
      name: "workspace-diagram-history",
      open: (page) => openHistory(page, { project, option }),
    },
    {
      name: "workspace-diagram-changes",
      open: async (page) => {
        await openHistory(page, { project, option });
        await page.getByRole("button", { name: /^What changed in revision/ }).first().click();
        await page.getByRole("heading", { name: "Cost" }).waitFor();
      },
    },
    {
      name: "workspace-requirements",
      open: async (page) => {
        await canvas(page, workspace(project, "?tab=requirements"));
        await page.getByRole("tabpanel", { name: "Requirements" }).getByRole("heading").first().waitFor();
      },
    },
    {
      name: "workspace-requirements-explained",
      open: async (page) => {
        await canvas(page, workspace(project, "?tab=requirements"));
        await page.getByRole("button", { name: /^Show in the chat/ }).last().click();
        await page.locator("[data-fact]:focus").waitFor();
      },
    },
    {
      name: "workspace-analysis",
      open: (page) => openComparison(page, project),
    },
    {
      name: "workspace-analysis-what-if",
      open: async (page) => {
        await openComparison(page, project);
        await page.getByText("Weigh what matters").click();
        await page.getByRole("button", { name: "A zone is lost" }).click();
        await page.getByLabel("Budget $").fill("1");
        await page.getByLabel("Budget $").press("Enter");
        await page.getByRole("rowheader", { name: "$1.00 a month" }).waitFor();
        await page.getByText("Computing …").waitFor({ state: "detached" });
      },
    },
    {
      name: "workspace-analysis-evidence",
      open: async (page) => {
        await openComparison(page, project);
        await page.getByRole("button", { name: /^[A-D], Monthly cost, Today/ }).first().click();
        await page.getByRole("dialog", { name: /^Monthly cost/ }).waitFor();
      },
    },
    {
      name: "workspace-analysis-findings",
      open: async (page) => {
        await openComparison(page, project);
        await page.getByRole("button", { name: /^[A-D], Findings by pillar, Security/ }).first().click();
        await page.getByRole("dialog", { name: "Findings: Security" }).waitFor();
      },
    },
    {
      name: "workspace-analysis-empty",
      open: async (page) => {
        await canvas(page, workspace(empty, "?tab=analysis"));
        await page.getByText("Nothing to compare yet").waitFor();
      },
    },
    {
      name: "workspace-standards",
      open: async (page) => {
        const sheet = await openStandards(page, { project }, { prefix: "acme", key: "CostCentre" });
        await sheet.getByLabel("Name prefix").focus();
      },
    },
    {
      name: "workspace-standards-suggestions",
      open: async (page) => {
        const sheet = await openStandards(page, { project }, { prefix: "acme", key: "CostCentre" });
        await sheet.getByRole("combobox", { name: "Allowed Regions" }).click();
        await sheet.getByRole("option", { name: /Frankfurt/ }).waitFor();
      },
    },
    {
      name: "workspace-standards-problem",
      open: async (page) => {
        const sheet = await openStandards(page, { project }, { prefix: "Not a prefix", key: "aws:owner" });
        await sheet.getByRole("button", { name: "Save standards" }).click();
        await sheet.locator("[aria-invalid=true]:focus").waitFor();
      },
    },
    {
      name: "workspace-standards-unsaved",
      open: async (page) => {
        const sheet = await openStandards(page, { project }, { prefix: "acme", key: "CostCentre" });
        await sheet.getByRole("button", { name: "Cancel" }).click();
        await page.getByRole("dialog", { name: "Leave without saving?" }).waitFor();
      },
    },
    {
      name: "workspace-bundle",
      open: async (page) => {
        await canvas(page, workspace(project, "?tab=bundle"));
        await page.getByRole("button", { name: /^Download/ }).first().waitFor();
      },
    },
    {
      name: "workspace-bundle-checks",
      open: async (page) => {
        await canvas(page, workspace(project, "?tab=bundle"));
        await page.getByRole("tab", { name: /^Checks/ }).click();
        await page.getByRole("region", { name: "Consistency" }).waitFor();
      },
    },
    {
      name: "workspace-bundle-changes",
      open: async (page) => {
        await canvas(page, workspace(project, "?tab=bundle"));
        await page.getByRole("tab", { name: "Changes" }).click();
        const files = page.getByRole("region", { name: "Changed files" });
        await files.getByRole("button", { name: /Changed/ }).first().click();
        await files.getByRole("region", { name: /^What changed in/ }).waitFor();
      },
    },
  ];
}
