import { countOf } from "@/lib/format/number";
import { formatMonthly } from "@/lib/format/money";
import type { Money, Schemas } from "@/lib/api/types";

type Node = Schemas["Node"];

/** What a screen reader says at a component: everything its card shows, and what it is connected with. */
export function spokenNode(node: Node): string {
  const parts = [node.title, node.existing ? `existing ${node.service}` : node.service];
  if (node.monthly_cost !== null) parts.push(formatMonthly(node.monthly_cost));
  if (node.findings > 0) parts.push(countOf(node.findings, "open finding"));
  if (node.connects_from.length > 0) parts.push(`connects from ${listed(node.connects_from)}`);
  if (node.connects_to.length > 0) parts.push(`connects to ${listed(node.connects_to)}`);
  return parts.join(", ");
}

/** "A, B and C". */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}

/** At most seven characters: "$0.42", "$118", "$1.2k". */
export function compactMoney(money: Money): string {
  const amount = Number(money.amount);
  const sign = money.currency === "USD" ? "$" : `${money.currency} `;
  if (amount > 0 && amount < 0.01) return `<${sign}0.01`;
  if (amount >= 1_000_000) return `${sign}${(amount / 1_000_000).toFixed(1)}M`;
  if (amount >= 1_000) return `${sign}${(amount / 1_000).toFixed(1)}k`;
  return `${sign}${amount.toFixed(amount >= 100 ? 0 : 2)}`;
}

export function isSerious(severity: string | null): boolean {
  return severity === "critical" || severity === "high";
}
