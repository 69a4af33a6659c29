import type { Money, Schemas } from "@/lib/api/types";

type Node = Schemas["Node"];

/** ", connects from A, connects to B and C": what the lines of the drawing show. */
export function connectionsSpoken(node: Node): string {
  const parts = [
    node.connects_from.length > 0 ? `connects from ${listed(node.connects_from)}` : "",
    node.connects_to.length > 0 ? `connects to ${listed(node.connects_to)}` : "",
  ].filter((part) => part !== "");
  return parts.map((part) => `, ${part}`).join("");
}

/** "A, B and C". */
function listed(words: readonly string[]): string {
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
