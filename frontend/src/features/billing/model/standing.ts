import type { Status } from "@/components/ui/badge";
import { formatDateTime } from "@/lib/format/date";
import { formatMinor } from "@/lib/format/money";

import type { Invoice, Plan, Subscription } from "./wire";

/** How the subscription stands, and what must be done about it. */
export function standing(subscription: Subscription): { status: Status; words: string } {
  const { status, trial_ends_at: trial, cancels_at: end } = subscription;
  if (status === "past_due")
    return {
      status: "bad",
      words: "The last payment failed. Update the card, or the plan falls back to Free.",
    };
  if (status === "canceled") return { status: "skipped", words: "The subscription has ended." };
  if (end !== null) return { status: "warn", words: `Ends ${formatDateTime(end)}.` };
  if (status === "trialing" && trial !== null)
    return { status: "running", words: `On trial until ${formatDateTime(trial)}.` };
  if (status === "free") return { status: "ok", words: "Free of charge." };
  return { status: "ok", words: "Active." };
}

/** "$29.00 a month and $15.00 a seat". */
export function planPrice({ base, per_seat: seat, by_agreement: agreed }: Plan): string {
  if (agreed) return "By agreement";
  const parts = [
    ...(base.amount_minor === 0 ? [] : [`${formatMinor(base)} a month`]),
    ...(seat.amount_minor === 0 ? [] : [`${formatMinor(seat)} a seat and month`]),
  ];
  return parts.length === 0 ? "No charge" : parts.join(" and ");
}

export function isPaying({ status }: Subscription): boolean {
  return status !== "free" && status !== "canceled";
}

/** A plan to change to here: not the one that holds, nor one sold by talking, nor Free for free. */
export function isBuyable(plan: Plan, subscription: Subscription): boolean {
  if (plan.id === subscription.plan || plan.by_agreement) return false;
  const free = plan.base.amount_minor === 0 && plan.per_seat.amount_minor === 0;
  return isPaying(subscription) || !free;
}

export const invoiceLooks: Readonly<Record<Invoice["status"], { status: Status; word: string }>> = {
  paid: { status: "ok", word: "Paid" },
  open: { status: "waiting", word: "Open" },
  failed: { status: "bad", word: "Failed" },
  void: { status: "skipped", word: "Void" },
};
