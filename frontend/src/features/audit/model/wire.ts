import type { Schemas } from "@/lib/api/types";

export type AuditEntry = Schemas["AuditEntry"];
export type AuditPage = Schemas["AuditPage"];
