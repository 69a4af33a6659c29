import type { MinorMoney } from "@/lib/api/types";

export type Interval = "month" | "year";

export interface Plan {
  id: string;
  name: string;
  /** One sentence on whom it is for. */
  summary: string;
  /** What it gives, a line each: "500 runs a month". */
  gives: readonly string[];
  base: MinorMoney;
  per_seat: MinorMoney;
  /** Sold by talking: no price is shown and nothing can be bought here. */
  by_agreement: boolean;
}

export interface Subscription {
  plan: string;
  status: "free" | "trialing" | "active" | "past_due" | "canceled";
  seats: number;
  trial_ends_at: string | null;
  /** Set when it ends then instead of going on. */
  cancels_at: string | null;
  next_invoice: { total: MinorMoney; at: string } | null;
  /** False where the operator sets plans and nobody pays here. */
  self_service: boolean;
  plans: readonly Plan[];
}

export interface Invoice {
  id: string;
  number: string;
  at: string;
  total: MinorMoney;
  status: "paid" | "open" | "failed" | "void";
  url: string;
}

/** Where Stripe goes on. */
export interface Redirect {
  url: string;
}
