import { formatDateTime } from "@/lib/format/date";
import { formatMinor } from "@/lib/format/money";
import { formatBytes, formatCount } from "@/lib/format/number";

import type { Metric, Quota, QuotaWarning } from "./wire";

const NANO_A_CENT = 1e7;

/** "480", "$12.50", "3.1 MB". */
export function figureOf(metric: Metric, units: number): string {
  if (metric === "storage_bytes") return formatBytes(units);
  if (metric === "cost_nano_usd")
    return formatMinor({ amount_minor: Math.round(units / NANO_A_CENT), currency: "USD" });
  return formatCount(units);
}

/** "480 of 500", "480, no limit". */
export function quotaWords({ metric, used, limit }: Quota): string {
  const figure = figureOf(metric, used);
  return limit === null ? `${figure}, no limit` : `${figure} of ${figureOf(metric, limit)}`;
}

/** What is left, when it begins anew, and what happens at the end; said before a message is sent. */
export function warningWords({ quota, blocked }: QuotaWarning): string {
  const again =
    quota.resets_at === null ? "" : ` It begins anew ${formatDateTime(quota.resets_at)}.`;
  const state = `${quota.label}: ${quotaWords(quota)} used.`;
  if (blocked) return `${state} ${blockedWords(quota)}${again}`;
  if (reached(quota)) return `${state}${again} You can go on; the limit only warns.`;
  return `${state}${again}`;
}

/** A session that is open goes on; everything else stops all messages. */
function blockedWords({ metric }: Quota): string {
  return metric === "sessions"
    ? "No new session can begin; those that are open go on."
    : "Nothing more can be sent.";
}

function reached({ used, limit }: Quota): boolean {
  return limit !== null && used >= limit;
}

/** Near its end, beyond it, or where it only warns, a limit says more than its figures. */
export function wantsWords({ used, limit, enforcement }: Quota): boolean {
  return limit !== null && (enforcement === "soft" || used >= limit * 0.8);
}

/** What happens at the end of a limit, or has happened. */
export function endWords(quota: Quota): string {
  const { used, limit, enforcement, resets_at: resets } = quota;
  const again = resets === null ? "" : ` Begins anew ${formatDateTime(resets)}.`;
  if (limit !== null && used > limit && enforcement === "hard")
    return `Beyond the limit: everything is kept, and nothing new begins until there is room.${again}`;
  const end =
    enforcement === "hard"
      ? "At the limit the next one is refused; a run that goes on is not cut."
      : "At the limit people are told, and go on.";
  return `${end}${again}`;
}
