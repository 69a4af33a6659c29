import { barsOf } from "./chart";
import { periodOf } from "./period";
import { isNear, warningWords } from "./quota-words";

const runs = {
  metric: "runs",
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
    ...{ key, label: key, runs: count, tokens: 0, cost: { amount_minor: 0, currency: "USD" } },
  });

  expect(barsOf([row("a", 2), row("b", 8)], "runs").map(({ share }) => share)).toEqual([0.25, 1]);
});

test("a quota is near from 80 % on, and one without a limit never", () => {
  expect(isNear({ ...runs, used: 399 })).toBe(false);
  expect(isNear({ ...runs, used: 400 })).toBe(true);
  expect(isNear({ ...runs, limit: null })).toBe(false);
});

test("a soft limit says that one can go on, a hard one that nothing more can be sent", () => {
  expect(warningWords({ quota: runs, blocked: false })).toBe("Runs: 480 of 500 used.");
  expect(warningWords({ quota: { ...runs, used: 500 }, blocked: true })).toContain(
    "Nothing more can be sent",
  );
  const soft = { ...runs, used: 510, enforcement: "soft" } as const;
  expect(warningWords({ quota: soft, blocked: false })).toContain("You can go on");
});
