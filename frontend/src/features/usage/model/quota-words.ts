import { formatDateTime } from "@/lib/format/date";
import { formatBytes, formatCount } from "@/lib/format/number";

import type { Quota, QuotaWarning } from "./wire";

/** "480 of 500 runs". */
export function quotaWords(quota: Quota): string {
  const figure = quota.metric === "storage_bytes" ? formatBytes : formatCount;
  const limit = quota.limit === null ? "no limit" : `of ${figure(quota.limit)}`;
  return `${figure(quota.used)} ${limit}`;
}

/** What is left, when it begins anew, and what happens at the end; said before a message is sent. */
export function warningWords({ quota, blocked }: QuotaWarning): string {
  const again =
    quota.resets_at === null ? "" : ` It begins anew ${formatDateTime(quota.resets_at)}.`;
  const state = `${quota.label}: ${quotaWords(quota)} used.`;
  if (blocked) return `${state}${again} Nothing more can be sent until then.`;
  if (reached(quota)) return `${state}${again} You can go on; the limit only warns.`;
  return `${state}${again}`;
}

function reached({ used, limit }: Quota): boolean {
  return limit !== null && used >= limit;
}

/** From 80 % on there is something to say. */
export function isNear({ used, limit }: Quota): boolean {
  return limit !== null && limit > 0 && used / limit >= 0.8;
}
