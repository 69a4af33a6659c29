import type { UsageRow } from "./wire";

export type Measure = "runs" | "tokens" | "cost";

export function amountOf(row: UsageRow, measure: Measure): number {
  return measure === "cost" ? row.cost.amount_minor : row[measure];
}

/** The rows with the share of the highest, from 0 to 1. */
export function barsOf(rows: readonly UsageRow[], measure: Measure) {
  const most = Math.max(1, ...rows.map((row) => amountOf(row, measure)));
  return rows.map((row) => ({ row, share: amountOf(row, measure) / most }));
}
