import { knownActivity, type KnownActivity, type ToolTrace } from "./activities";
import { halted } from "./halted";
import type { Activity } from "./thread";

type Of<Type extends KnownActivity["type"]> = Extract<KnownActivity, { type: Type }>;

/** What stands below a message: tools and option cards are gathered into one row each. */
export type Row =
  | { kind: "tools"; id: string; traces: readonly ToolTrace[] }
  | { kind: "options"; id: string; cards: readonly Of<"OPTION_CARD">["content"][] }
  | { kind: "activity"; id: string; activity: Exclude<KnownActivity, Gathered> }
  | { kind: "unsupported"; id: string; activity: Activity };

type Gathered = Of<"TOOL_TRACE"> | Of<"OPTION_CARD">;

export function rowsOf(
  ids: readonly string[],
  activities: Readonly<Record<string, Activity>>,
  openRunId: string | null = null,
): readonly Row[] {
  const shown = ids.flatMap((id) => activities[id] ?? []);
  const known = shown.map(knownActivity);
  const traces = known.flatMap((each) => (each?.type === "TOOL_TRACE" ? [each.content] : []));
  const cards = known.flatMap((each) => (each?.type === "OPTION_CARD" ? [each.content] : []));
  const ready = known.some((each) => each?.type === "BUNDLE_READY");
  const rows: Row[] = [];
  if (traces.length > 0) rows.push({ kind: "tools", id: "tools", traces });
  for (const [index, activity] of shown.entries()) {
    const each = known[index] ?? null;
    if (each === null) rows.push({ kind: "unsupported", id: activity.id, activity });
    else if (!isGathered(each) && !(each.type === "BUNDLE_PROGRESS" && ready))
      rows.push({ kind: "activity", id: each.id, activity: asItStands(each, openRunId) });
  }
  if (cards.length > 0) rows.push({ kind: "options", id: "options", cards });
  return rows;
}

function isGathered(activity: KnownActivity): activity is Gathered {
  return activity.type === "TOOL_TRACE" || activity.type === "OPTION_CARD";
}

function asItStands<Shown extends KnownActivity>(activity: Shown, openRunId: string | null): Shown {
  if (activity.type !== "BUNDLE_PROGRESS" || activity.runId === openRunId) return activity;
  return { ...activity, content: halted(activity.content) };
}

/** The line of a closed tool row: "Used 3 tools · 0.4 s". */
export function toolSummary(traces: readonly ToolTrace[]): {
  running: ToolTrace | undefined;
  failed: number;
  milliseconds: number;
} {
  return {
    running: traces.findLast((trace) => trace.status === "running"),
    failed: traces.filter((trace) => trace.status === "error" || trace.status === "refused").length,
    milliseconds: traces.reduce((sum, trace) => sum + trace.milliseconds, 0),
  };
}
