import type { Me, ProjectSummary, Schemas } from "@/lib/api/types";

export function aMe(): Me {
  return {
    user: { id: "usr_1", name: "Local architect", email: "architect@localhost" },
    organization: { id: "org_1", name: "Local organisation" },
    organizations: [{ id: "org_1", name: "Local organisation", role: "owner" }],
    role: "owner",
    capabilities: [],
    model: { id: "built-in", label: "Built-in designer", local: true },
  };
}

export function aProject(facts: Partial<ProjectSummary> = {}) {
  return {
    id: "prj_1",
    name: "Image pipeline",
    goal: "Resize images people upload",
    region: "eu-central-1",
    created_at: "2026-01-14T09:00:00Z",
    updated_at: "2026-01-15T09:00:00Z",
    example: false,
    monthly_cost: { amount: "41.70", currency: "USD" },
    open_findings: 2,
    chosen_option_id: "opt_1",
    brief_revision: 1,
    running_run_id: null,
    ...facts,
  } satisfies ProjectSummary;
}

export function aConversation(facts: Partial<Schemas["ConversationSummary"]> = {}) {
  return {
    id: "cnv_1",
    project_id: "prj_1",
    project_name: "Image pipeline",
    title: "Thumbnails",
    mode: "analyze",
    updated_at: "2026-01-15T09:00:00Z",
    open_run: false,
    last_line: "Keep originals for a year",
    ...facts,
  } satisfies Schemas["ConversationSummary"];
}
