import { aFinding, anAnalysedOption, aTraced } from "@/testing/analysed";

import { criteria, ranked, usualWeights, weightsIn, type Weights } from "./ranking";

const only = (criterion: (typeof criteria)[number]): Weights =>
  Object.fromEntries(criteria.map((each) => [each, each === criterion ? 5 : 0])) as Weights;

const cheap = anAnalysedOption({ id: "cheap", costs: ["1", "2", "90"], jobs: 40, floor: "99.5" });
const calm = anAnalysedOption({ id: "calm", costs: ["20", "30", "40"], jobs: 1, floor: "99.95" });

const orderBy = (weights: Weights) => ranked([cheap, calm], weights).map((each) => each.optionId);

test.each([
  ["cost", "cheap"],
  ["growth", "calm"],
  ["operations", "calm"],
  ["availability", "calm"],
] as const)("what counts alone decides: %s", (criterion, first) => {
  expect(orderBy(only(criterion))[0]).toBe(first);
});

test("the best of a criterion scores one, twice as much about half", () => {
  const [best, worse] = ranked(
    [anAnalysedOption({ id: "a", jobs: 9 }), anAnalysedOption({ id: "b", jobs: 19 })],
    only("operations"),
  );
  expect(best?.points).toBe(100);
  expect(worse?.points).toBe(50);
});

test("a floor that nobody publishes and a recovery that nobody can time count as worst", () => {
  const unknown = anAnalysedOption({ id: "unknown", floor: null });
  const known = anAnalysedOption({ id: "known", floor: "98" });
  expect(ranked([unknown, known], only("availability")).map((each) => each.points)).toEqual([
    100, 0,
  ]);
});

test("findings count by severity, and a partly met requirement half", () => {
  const found = anAnalysedOption({
    findings: [aFinding({ severity: "critical" }), aFinding({ severity: "low" })],
    requirements: [aTraced({ status: "unmet" }), aTraced({ status: "partly" })],
  });
  const amounts = Object.fromEntries(
    (ranked([found], usualWeights)[0]?.shares ?? []).map((each) => [each.criterion, each.amount]),
  );
  expect(amounts).toMatchObject({ findings: 9, requirements: 1.5 });
});

test("options that are alike share a place and keep their order", () => {
  const same = [anAnalysedOption({ id: "a" }), anAnalysedOption({ id: "b" })];
  expect(ranked(same, usualWeights).map(({ optionId, place }) => [optionId, place])).toEqual([
    ["a", 1],
    ["b", 1],
  ]);
});

test("nothing counts when every weight is zero", () => {
  const none = Object.fromEntries(criteria.map((each) => [each, 0])) as Weights;
  expect(ranked([cheap, calm], none).map((each) => each.points)).toEqual([0, 0]);
});

test.each(["", "not json", "[]", "null", '{"cost": 99, "findings": "much", "growth": 2.5}'])(
  "kept weights that make no sense are the usual ones: %s",
  (text) => {
    expect(weightsIn(text)).toEqual(usualWeights);
  },
);

test("kept weights stay", () => {
  expect(weightsIn('{"cost": 0, "growth": 5}')).toEqual({ ...usualWeights, cost: 0, growth: 5 });
});
