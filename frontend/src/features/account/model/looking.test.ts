import { millisecondsLeft } from "./looking";

test("the page is left a second after the look has ended, also when that was long ago", () => {
  const end = "2026-01-15T10:00:00Z";

  expect(millisecondsLeft(end, Date.parse(end) - 60_000)).toBe(61_000);
  expect(millisecondsLeft(end, Date.parse(end) + 60_000)).toBe(1_000);
});
