import type { Schemas } from "@/lib/api/types";

type Revision = Schemas["RevisionSummary"];

/** The revision, newest first, that stood at a moment; null when the option was not there yet. */
export function revisionAt(
  revisions: readonly Revision[],
  at: string | null,
): { id: string; newest: boolean } | null {
  const moment = at === null ? Infinity : Date.parse(at);
  const index = revisions.findIndex((each) => Date.parse(each.created_at) <= moment);
  const found = revisions[index];
  return found === undefined ? null : { id: found.id, newest: index === 0 };
}
