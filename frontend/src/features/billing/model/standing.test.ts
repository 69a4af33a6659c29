import { overWords, planPrice, standing } from "./standing";
import type { Plan, Subscription } from "./wire";

const usd = (amount_minor: number) => ({ amount_minor, currency: "USD" });
const plan: Plan = {
  id: "team",
  name: "Team",
  summary: "",
  gives: [],
  base: usd(2900),
  per_seat: usd(1500),
  by_agreement: false,
  trial_days: 14,
  over: [],
};
const active: Subscription = {
  plan: "team",
  status: "active",
  seats: 3,
  trial_ends_at: null,
  cancels_at: null,
  kept_until: null,
  next_invoice: null,
  self_service: true,
  plans: [plan],
};

test("a price names the base and the seat, and leaves out what is nothing", () => {
  expect(planPrice(plan)).toBe("$29.00 a month and $15.00 a seat and month");
  expect(planPrice({ ...plan, base: usd(0) })).toBe("$15.00 a seat and month");
  expect(planPrice({ ...plan, base: usd(0), per_seat: usd(0) })).toBe("No charge");
  expect(planPrice({ ...plan, by_agreement: true })).toBe("By agreement");
});

test("a failed payment says what to do before anything else", () => {
  const late = standing({ ...active, status: "past_due", cancels_at: "2026-12-01T00:00:00Z" });

  expect(late).toMatchObject({ status: "bad" });
  expect(late.words).toContain("Update the card");
});

test("a cancelled subscription that still runs says when it ends", () => {
  expect(standing({ ...active, cancels_at: "2026-12-01T00:00:00Z" }).words).toMatch(/^Ends /);
});

test("a plan that is smaller than what is in use says what is kept and what waits", () => {
  const small = { ...plan, over: ["12 projects in use, the plan has 3 projects"] };

  expect(overWords({ ...active, plans: [small] })).toBe(
    "12 projects in use, the plan has 3 projects. Everything is kept; nothing new begins until there is room.",
  );
  expect(overWords(active)).toBeNull();
});
