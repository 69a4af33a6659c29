import type { Schemas } from "@/lib/api/types";

import { newestHolding } from "./undo";

/** Revisions in the order they were made, as `[id, undone_id]`, to a history with the newest first. */
function historyOf(...made: [string, string | null][]) {
  return made
    .map(([id, undone_id], at) => ({ id, undone_id, parent_id: made[at - 1]?.[0] ?? null }))
    .reverse() as Schemas["RevisionSummary"][];
}

test("the proposal itself cannot be undone", () => {
  expect(newestHolding(historyOf(["r1", null]))).toBeNull();
});

test("undoing goes back step by step, and past what was undone before", () => {
  const changes: [string, string | null][] = [
    ["r1", null],
    ["r2", null],
    ["r3", null],
  ];

  expect(newestHolding(historyOf(...changes))?.id).toBe("r3");
  expect(newestHolding(historyOf(...changes, ["r4", "r3"]))?.id).toBe("r2");
  expect(newestHolding(historyOf(...changes, ["r4", "r3"], ["r5", "r2"]))).toBeNull();
  expect(newestHolding(historyOf(...changes, ["r4", "r3"], ["r5", null]))?.id).toBe("r5");
});
