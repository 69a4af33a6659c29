import { sparkPath } from "./spark";
import { filtersIn, isFiltered, withParam } from "./trail";

const box = { width: 100, height: 10 };

test("a line goes from 0 at the bottom to its highest value at the top", () => {
  expect(sparkPath([0, 5, 10], box)).toBe("M0 10L50 5L100 0");
});

test("where nothing was measured the line has a gap, and a lone point is still seen", () => {
  expect(sparkPath([10, 10, null, 10, null], box)).toBe("M0 0L25 0M75 0L75.5 0");
  expect(sparkPath([], box)).toBe("");
});

test("the address holds the filters of the trail, and an empty one is left out", () => {
  const params = withParam(new URLSearchParams("trail=platform&q=run."), "q", "");

  expect(filtersIn(params)).toEqual({ trail: "platform", q: "", organization: "", from: "" });
  expect(isFiltered(filtersIn(params))).toBe(false);
  expect(isFiltered(filtersIn(withParam(params, "organization", "org_1")))).toBe(true);
});
