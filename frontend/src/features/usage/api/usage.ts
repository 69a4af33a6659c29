import { read, send } from "@/lib/api/client";

import type {
  Group,
  Metric,
  OwnLimit,
  OwnQuota,
  Person,
  Quota,
  QuotaWarning,
  Usage,
} from "../model/wire";

export interface UsageQuestion {
  from: string;
  to: string;
  by: Group;
}

/** The message that is about to be sent: who goes on with a conversation begins no new session. */
export interface NextMessage {
  conversationId: string | null;
  mode: string;
}

export function readUsage({ from, to, by }: UsageQuestion, signal: AbortSignal): Promise<Usage> {
  return read("/organization/usage", { query: { from, to, by }, signal });
}

/** Where the browser takes the same figures as a file. */
export function usageFile({ from, to, by }: UsageQuestion): string {
  return `/api/v1/organization/usage.csv?${new URLSearchParams({ from, to, by }).toString()}`;
}

export function readQuotas(signal: AbortSignal): Promise<{ items: Quota[] }> {
  return read("/organization/quotas", { signal });
}

export function readQuotaWarning(
  { conversationId, mode }: NextMessage,
  signal: AbortSignal,
): Promise<QuotaWarning | null> {
  const query = { mode, ...(conversationId === null ? {} : { conversation_id: conversationId }) };
  return read("/quota-warning", { query, signal });
}

/** Tells the admins that somebody stands before the limit; once a day. */
export function askForMore(metric: Metric): Promise<unknown> {
  return send("POST", "/quota-requests", { body: { metric } });
}

export function readLimits(signal: AbortSignal): Promise<{ items: OwnQuota[] }> {
  return read("/organization/limits", { signal });
}

export function setLimit(own: OwnLimit): Promise<unknown> {
  return send("PUT", "/organization/limits", { body: own });
}

export function removeLimit({ subject, metric }: OwnQuota): Promise<unknown> {
  return send(
    "DELETE",
    `/organization/limits?${new URLSearchParams({ subject, metric }).toString()}`,
  );
}

export function readPeople(signal: AbortSignal): Promise<{ items: Person[] }> {
  return read("/organization/members", { signal });
}
