import { formatAgo } from "./date";
import { formatMoney, formatMoneyChange } from "./money";
import { countOf, formatBytes, formatDuration } from "./number";

const usd = (amount: string) => ({ amount, currency: "USD" });

test("money keeps cents below a thousand and drops them above", () => {
  expect(formatMoney(usd("41.7"))).toBe("$41.70");
  expect(formatMoney(usd("1204.5"))).toBe("$1,205");
});

test("a change of money says its direction, or that there is none", () => {
  expect(formatMoneyChange(usd("10"), usd("13.1"))).toBe("+$3.10");
  expect(formatMoneyChange(usd("13.1"), usd("10"))).toBe("−$3.10");
  expect(formatMoneyChange(usd("10"), usd("10.001"))).toBe("no change");
});

test("sizes and durations pick the unit a person would", () => {
  expect(formatBytes(812)).toBe("812 B");
  expect(formatBytes(14_230)).toBe("14.2 kB");
  expect(formatBytes(3_100_000)).toBe("3.1 MB");
  expect(formatDuration(840)).toBe("840 ms");
  expect(formatDuration(185_400)).toBe("3 min 5 s");
});

test("one thing is singular and several are plural", () => {
  expect(countOf(1, "file")).toBe("1 file");
  expect(countOf(0, "file")).toBe("0 files");
  expect(countOf(2, "reply", "replies")).toBe("2 replies");
});

test("a recent time is told by its age and an old one by its date", () => {
  const now = new Date(2026, 5, 20, 12, 0, 0).getTime();
  const before = (minutes: number) => new Date(now - minutes * 60_000).toISOString();
  expect(formatAgo(before(0.5), now)).toBe("just now");
  expect(formatAgo(before(5), now)).toBe("5 min ago");
  expect(formatAgo(before(180), now)).toBe("3 h ago");
  expect(formatAgo(before(60 * 30), now)).toBe("yesterday");
  expect(formatAgo(before(60 * 24 * 12), now)).toBe("8 Jun");
});
