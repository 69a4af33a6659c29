export interface AuditEntry {
  id: string;
  at: string;
  /** Who did it: a person, a key, or "operator". */
  actor: { id: string; name: string; kind: "person" | "key" | "operator" | "system" };
  /** "members.removed". */
  action: string;
  /** What it was done to, in words. */
  subject: string;
  result: "done" | "refused" | "failed";
  address: string | null;
  request_id: string | null;
  details: Readonly<Record<string, unknown>>;
}

export interface AuditPage {
  items: AuditEntry[];
  next_cursor: string | null;
  /** Whether the hashes of the shown part follow from each other. */
  chain: "intact" | "broken";
  /** What can be filtered by. */
  actions: readonly string[];
}
