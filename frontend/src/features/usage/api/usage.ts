import { read, send } from "@/lib/api/client";

import type { Group, Quota, QuotaWarning, Usage } from "../model/wire";

export interface UsageQuestion {
  from: string;
  to: string;
  by: Group;
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

export function readQuotaWarning(signal: AbortSignal): Promise<QuotaWarning | null> {
  return read("/quota-warning", { signal });
}

/** Tells the admins that somebody stands before the limit; once a day. */
export function askForMore(metric: string): Promise<unknown> {
  return send("POST", "/quota-requests", { body: { metric } });
}
