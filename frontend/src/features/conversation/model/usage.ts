import type { Schemas } from "@/lib/api/types";
import { formatMoney } from "@/lib/format/money";
import { countOf } from "@/lib/format/number";

const BUILT_IN = "built-in-designer";

/** What an answer took: tokens and money, or that no language model was asked at all. */
export function usageWords(usage: Schemas["MessageUsage"]): string {
  if (usage.model === BUILT_IN) return "Built-in designer, no tokens";
  const tokens = countOf(usage.input_tokens + usage.output_tokens, "token");
  const money = moneyWords(usage);
  return money === "" ? tokens : `${tokens} · ${money}`;
}

function moneyWords({ cost, unpriced_calls: unpriced }: Schemas["MessageUsage"]): string {
  const amount = Number(cost.amount);
  if (unpriced === 0) return amount === 0 ? "" : small(cost);
  return amount === 0 ? "price not known" : `at least ${small(cost)}`;
}

function small(cost: Schemas["Money"]): string {
  return Number(cost.amount) < 0.01
    ? `under ${formatMoney({ ...cost, amount: "0.01" })}`
    : formatMoney(cost);
}
