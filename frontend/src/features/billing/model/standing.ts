import type { Status } from "@/components/ui/badge";
import { formatDateTime } from "@/lib/format/date";
import { formatMinor } from "@/lib/format/money";
import { countOf } from "@/lib/format/number";

import type { Invoice, Plan, Subscription } from "./wire";

/** How the subscription stands, and what must be done about it. */
export function standing(subscription: Subscription): { status: Status; words: string } {
  const { status, trial_ends_at: trial, cancels_at: end } = subscription;
  if (status === "past_due") return { status: "bad", words: pastDue(subscription) };
  if (status === "suspended")
    return {
      status: "bad",
      words: "Payments failed for too long, so the Free plan holds. Update the card to go on.",
    };
  if (status === "ended") return { status: "skipped", words: "The subscription has ended." };
  if (end !== null) return { status: "warn", words: `Ends ${formatDateTime(end)}.` };
  if (status === "trialing" && trial !== null)
    return { status: "running", words: `On trial until ${formatDateTime(trial)}.` };
  if (status === "none")
    return { status: "ok", words: subscription.self_service ? "Free of charge." : "No limits." };
  return { status: "ok", words: "Active." };
}

function pastDue({ kept_until: until }: Subscription): string {
  const fall = until === null ? "" : ` on ${formatDateTime(until)}`;
  return `The last payment failed. Update the card, or the plan falls back to Free${fall}.`;
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

/** "3 seats · next invoice $74.00, 1 Dec 2026". */
export function factsOf({ seats, next_invoice: next }: Subscription): string {
  const places = seats === null ? "Any number of seats" : countOf(seats, "seat");
  if (next === null) return places;
  return `${places} · next invoice ${formatMinor(next.total)}, ${formatDateTime(next.at)}`;
}

export function isPaying({ status }: Subscription): boolean {
  return status !== "none" && status !== "ended";
}

/** A plan to change to here: not the one that holds, nor one sold by talking, nor Free for free. */
export function isBuyable(plan: Plan, subscription: Subscription): boolean {
  if (plan.id === subscription.plan || plan.by_agreement) return false;
  const free = plan.base.amount_minor === 0 && plan.per_seat.amount_minor === 0;
  return isPaying(subscription) || !free;
}

/** What is in use beyond the plan that holds, said as one sentence; null when all of it has room. */
export function overWords({ plan, plans }: Subscription): string | null {
  const over = plans.find(({ id }) => id === plan)?.over ?? [];
  if (over.length === 0) return null;
  return `${over.join("; ")}. Everything is kept; nothing new begins until there is room.`;
}

export const invoiceLooks: Readonly<Record<Invoice["status"], { status: Status; word: string }>> = {
  paid: { status: "ok", word: "Paid" },
  open: { status: "waiting", word: "Open" },
  failed: { status: "bad", word: "Failed" },
  void: { status: "skipped", word: "Void" },
};
