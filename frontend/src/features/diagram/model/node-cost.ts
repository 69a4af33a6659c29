import type { Money } from "@/lib/api/types";
import { formatMoney } from "@/lib/format/money";

/** "<$0.01" says that something costs a little; "$0.00" would say that it costs nothing. */
export function smallMoney(money: Money): string {
  const amount = Number(money.amount);
  return amount > 0 && amount < 0.005 ? "<$0.01" : formatMoney(money);
}
