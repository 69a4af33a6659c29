import { read } from "@/lib/api/client";

import type { AuditFilters } from "../model/filters";
import type { AuditPage } from "../model/wire";

export function readAudit(
  filters: AuditFilters,
  cursor: string | null,
  signal: AbortSignal,
): Promise<AuditPage> {
  return read("/organization/audit", { query: { ...filters, cursor, limit: 50 }, signal });
}

/** Where the browser downloads the newest 10,000 entries that fit. */
export function csvAddress(filters: AuditFilters): string {
  const query = new URLSearchParams(Object.entries(filters).filter(([, value]) => value !== ""));
  return `/api/v1/organization/audit.csv${query.size === 0 ? "" : `?${query.toString()}`}`;
}
