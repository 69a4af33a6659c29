import type { Schemas } from "@/lib/api/types";
import { formatAgo, formatDateTime } from "@/lib/format/date";
import { countOf } from "@/lib/format/number";

type ShareLink = Schemas["ShareLink"];
type SharePart = Schemas["SharePart"];

export const partWords: Readonly<Record<SharePart, string>> = {
  brief: "One-page brief",
  diagram: "Diagram",
  design: "Components, requirements and cost",
};

/** "Opened 3 times, last 5 min ago". */
export function openedWords({ opened, last_opened_at: last }: ShareLink, now?: number): string {
  if (opened === 0 || last === null) return "Not opened yet";
  return `Opened ${countOf(opened, "time")}, last ${formatAgo(last, now)}`;
}

/** When a link ends, or why it opens nothing any more. */
export function endWords({ state, expires_at: end }: ShareLink): string {
  if (state === "revoked") return "Revoked";
  if (end === null) return "Never ends";
  return `${state === "expired" ? "Ended" : "Ends"} ${formatDateTime(end)}`;
}
