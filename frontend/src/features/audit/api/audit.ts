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
