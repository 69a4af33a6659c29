import { barsOf } from "./chart";
import { limitOf, subjects } from "./limits";
import { periodOf } from "./period";
import { endWords, quotaWords, warningWords } from "./quota-words";

const runs = {
  metric: "runs",
  subject: "organization",
  label: "Runs",
  used: 480,
  limit: 500,
  enforcement: "hard",
  resets_at: null,
} as const;

test("a period ends today and holds as many days as it says", () => {
  expect(periodOf(7, new Date("2026-11-21T23:00:00Z"))).toEqual({
    from: "2026-11-15",
    to: "2026-11-21",
  });
});

test("bars are shares of the highest one", () => {
  const row = (key: string, count: number) => ({
    ...{ key, label: key, runs: count, tokens: 0, unpriced_calls: 0 },
    cost: { amount_minor: 0, currency: "USD" },
  });

  expect(barsOf([row("a", 2), row("b", 8)], "runs").map(({ share }) => share)).toEqual([0.25, 1]);
});

test("money and bytes are said in their own units, and no limit is said too", () => {
  const money = { ...runs, metric: "cost_nano_usd", used: 1_250_000_000, limit: 5e9 } as const;

  expect(quotaWords(money)).toBe("$1.25 of $5.00");
  expect(quotaWords({ ...runs, metric: "storage_bytes", limit: 1e9 })).toBe("480 B of 1 GB");
  expect(quotaWords({ ...runs, limit: null })).toBe("480, no limit");
});

test("a soft limit says that one can go on, a hard one what ends", () => {
  expect(warningWords({ quota: runs, blocked: false })).toBe("Runs: 480 of 500 used.");
  const full = { ...runs, used: 500 };
  expect(warningWords({ quota: full, blocked: true })).toContain("Nothing more can be sent");
  const sessions = { ...full, metric: "sessions" } as const;
  expect(warningWords({ quota: sessions, blocked: true })).toContain("those that are open go on");
  const soft = { ...runs, used: 510, enforcement: "soft" } as const;
  expect(warningWords({ quota: soft, blocked: false })).toContain("You can go on");
});

test("what is used beyond a smaller plan is kept, and the limit says so", () => {
  expect(endWords({ ...runs, metric: "projects", used: 12, limit: 3 })).toContain(
    "everything is kept",
  );
});

test("a budget is typed in dollars, and what is no amount is no limit", () => {
  const typed = (most: string) => ({ most, enforcement: "hard" }) as const;

  expect(limitOf("cost_nano_usd", "member:*", typed("12.50"))?.limit.most).toBe(12_500_000_000);
  expect(limitOf("sessions", "member:*", typed("1,000"))?.limit.most).toBe(1000);
  expect(limitOf("sessions", "member:*", typed("2.5"))).toBeNull();
  expect(limitOf("sessions", "member:*", typed("some"))).toBeNull();
});

test("projects are not counted by mode, so no mode is offered for them", () => {
  const offered = (metric: "projects" | "tokens") => subjects(metric, []).map(({ value }) => value);

  expect(offered("projects")).not.toContain("mode:analyze");
  expect(offered("tokens")).toContain("mode:analyze");
});
