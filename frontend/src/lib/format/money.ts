import type { MinorMoney, Money } from "@/lib/api/types";

/** "$1,204.50"; whole amounts from 1,000 on lose their cents so that tables stay readable. */
export function formatMoney(money: Money): string {
  const amount = Number(money.amount);
  const digits = Math.abs(amount) >= 1000 ? 0 : 2;
  return new Intl.NumberFormat("en-US", {
    style: "currency",
    currency: money.currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount);
}

/** "$12.50" of 1250 minor units; currencies without minor units keep whole amounts. */
export function formatMinor({ amount_minor: minor, currency }: MinorMoney): string {
  const format = new Intl.NumberFormat("en-US", { style: "currency", currency });
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

/** "$12.40 / month", or the words for a cost nobody has computed yet. */
export function formatMonthly(money: Money | null): string {
  return money === null ? "Not priced yet" : `${formatMoney(money)} / month`;
}

/** "+$3.10", "−$3.10" or "no change", from one total to the next. */
export function formatMoneyChange(before: Money, after: Money): string {
  const change = Number(after.amount) - Number(before.amount);
  if (Math.abs(change) < 0.005) return "no change";
  const size = formatMoney({ amount: String(Math.abs(change)), currency: after.currency });
  return `${change > 0 ? "+" : "−"}${size}`;
}
