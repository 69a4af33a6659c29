import type { Money, Schemas } from "@/lib/api/types";

import type { Activity } from "./thread";

export interface ToolTrace {
  name: string;
  title: string;
  server: string;
  arguments: unknown;
  status: "running" | "ok" | "error" | "refused";
  milliseconds: number;
  summary: string;
  sources: readonly { title: string; url: string }[];
}

export interface ShownQuestion {
  id: string;
  text: string;
  why: string;
  choices: readonly { id: string; label: string }[];
  default_choice_id: string;
  answered_choice_id: string | null;
}

export interface Understood {
  requirements: readonly {
    id: string;
    kind: string;
    statement: string;
    quote: string;
    source: string;
  }[];
  assumptions: readonly Schemas["Assumption"][];
  unused: readonly string[];
  /** Sentences that name what does not go together; answers of before they were sent have none. */
  contradictions?: readonly string[];
}

export interface RippleContent {
  option_id: string;
  revision_id: string;
  revision_number: number;
  parent_revision_id: string | null;
  added: readonly string[];
  removed: readonly string[];
  changed: readonly string[];
  money_before: Money;
  money_after: Money;
  findings_opened: readonly Schemas["FindingRef"][];
  findings_closed: readonly Schemas["FindingRef"][];
  requirements_met: number;
  requirements_total: number;
  requirements_broken: readonly string[];
  files_changed: readonly string[];
  worse: string | null;
  undoable: boolean;
}

export interface PlanItem {
  id: string;
  title: string;
  detail: string;
  selected: boolean;
  required: boolean;
}

export interface Plan {
  option_id: string;
  revision_id: string;
  items: readonly PlanItem[];
  /** What standards keep out of the bundle, in words; absent in plans of earlier days. */
  left_out?: string;
}

export type StageStatus = "waiting" | "running" | "passed" | "failed" | "skipped";

export interface BundleProgress {
  artifact_id: string | null;
  stages: readonly { id: string; title: string; status: StageStatus; detail: string }[];
  files: readonly {
    path: string;
    status: "queued" | "writing" | "done" | "failed";
    bytes: number;
  }[];
}

export interface BundleReady {
  artifact_id: string;
  name: string;
  bytes: number;
  errors: number;
  warnings: number;
  monthly_cost: Money | null;
  revision_id: string;
}

export interface Refusal {
  what: string;
  why: string;
  instead: string;
}

export interface ServerNotice {
  server: string;
  title: string;
  reason: string;
}

interface Contents {
  TOOL_TRACE: ToolTrace;
  QUESTIONS: { questions: readonly ShownQuestion[] };
  UNDERSTOOD: Understood;
  RIPPLE: RippleContent;
  PLAN: Plan;
  BUNDLE_PROGRESS: BundleProgress;
  BUNDLE_READY: BundleReady;
  REFUSAL: Refusal;
  SERVER_NOTICE: ServerNotice;
  OPTION_CARD: Schemas["OptionCard"];
}

export type KnownActivity = {
  [Type in keyof Contents]: { id: string; runId: string; type: Type; content: Contents[Type] };
}[keyof Contents];

/** What each type must at least bring; content that does not is shown as unsupported. */
const required: { [Type in keyof Contents]: readonly string[] } = {
  TOOL_TRACE: ["name", "title", "status"],
  QUESTIONS: ["questions"],
  UNDERSTOOD: ["requirements", "assumptions", "unused"],
  RIPPLE: ["option_id", "revision_id", "added", "removed", "money_before", "money_after"],
  PLAN: ["items", "option_id"],
  BUNDLE_PROGRESS: ["stages", "files"],
  BUNDLE_READY: ["artifact_id", "name"],
  REFUSAL: ["what", "why"],
  SERVER_NOTICE: ["title", "reason"],
  OPTION_CARD: ["id", "name", "monthly_cost"],
};

/** The activity with its typed content, or null for a type or shape this version does not know. */
export function knownActivity(activity: Activity): KnownActivity | null {
  const { id, run_id: runId, type, content } = activity;
  if (!(type in required) || typeof content !== "object" || content === null) return null;
  const fields = required[type as keyof Contents];
  if (!fields.every((field) => field in content)) return null;
  return { id, runId, type, content } as unknown as KnownActivity;
}
