import type { Schemas } from "@/lib/api/types";

type Summary = Schemas["RevisionSummary"];

/** The newest change that is not undone, of a history with the newest first; null when none is left. */
export function newestHolding(history: readonly Summary[]): Summary | null {
  const byId = new Map(history.map((each) => [each.id, each]));
  const parentOf = (each: Summary | undefined) => byId.get(each?.parent_id ?? "");
  let at = history[0];
  while (at?.undone_id != null) at = parentOf(byId.get(at.undone_id));
  return at?.parent_id == null ? null : at;
}
