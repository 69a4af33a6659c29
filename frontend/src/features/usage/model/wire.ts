import type { MinorMoney } from "@/lib/api/types";

export const groups = ["day", "mode", "member", "model"] as const;
export type Group = (typeof groups)[number];

export interface UsageRow {
  /** The day as 2026-11-21, or the id of what is counted. */
  key: string;
  label: string;
  runs: number;
  tokens: number;
  cost: MinorMoney;
}

export interface Usage {
  from: string;
  to: string;
  rows: readonly UsageRow[];
  total: UsageRow;
}

/** How much of what the plan gives is used; `limit` null is unlimited. */
export interface Quota {
  metric: string;
  /** "Runs", for people. */
  label: string;
  used: number;
  limit: number | null;
  /** A hard limit refuses the next run, a soft one only warns. */
  enforcement: "hard" | "soft";
  /** Null for what is not counted by the month, such as projects. */
  resets_at: string | null;
}

/** What stands in the way of the next message, or nearly does; null when nothing does. */
export interface QuotaWarning {
  quota: Quota;
  /** The next run is refused. */
  blocked: boolean;
}
