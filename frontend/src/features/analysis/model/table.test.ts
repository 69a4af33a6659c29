import { aFinding, anAnalysedOption, aTraced } from "@/testing/analysed";

import { bestOf, groupsOf, type Option, type Row } from "./table";
import { loadsOf, nothingSupposed, typedBudget, typedTimes } from "./what-if";

const rows = (whatIf = nothingSupposed): readonly Row[] =>
  groupsOf({ whatIf, spending: [] }).flatMap((group) => group.rows);

function cell(id: string, option: Option, whatIf = nothingSupposed) {
  const row = rows(whatIf).find((each) => each.id === id);
  if (row === undefined) throw new Error(`no row ${id}`);
  return row.cell(option);
}

test("every load has a row of its own", () => {
  const option = anAnalysedOption({ costs: ["1.10", "2.20", "3.30"] });
  expect(["0.1", "1", "10"].map((times) => cell(`cost-${times}`, option).words)).toEqual([
    "$1.10",
    "$2.20",
    "$3.30",
  ]);
});

test("the best of a row is found among all options, and none where all are alike", () => {
  const [dear, cheap] = [
    anAnalysedOption({ id: "dear", costs: ["9", "9", "9"] }),
    anAnalysedOption({ id: "cheap" }),
  ];
  const cost = rows().find((each) => each.id === "cost-1");
  const rpo = rows().find((each) => each.id === "rpo");
  expect(cost && [...bestOf(cost, [dear, cheap])]).toEqual(["cheap"]);
  expect(rpo && bestOf(rpo, [dear, cheap]).size).toBe(0);
});

test("findings are told worst first, with how many can be mended at once", () => {
  const option = anAnalysedOption({
    findings: [
      aFinding({ severity: "low", fix: [] }),
      aFinding({ severity: "high" }),
      aFinding({ severity: "low" }),
      aFinding({ pillar: "cost" }),
    ],
  });
  expect(cell("findings-security", option)).toMatchObject({
    words: "1 high, 2 low",
    note: "2 fixes ready",
    tone: "bad",
  });
  expect(cell("findings-reliability", option)).toMatchObject({ words: "None", tone: "ok" });
});

test("quotas are told at the smallest load that hits one", () => {
  const option = anAnalysedOption();
  const hit = { ...option, analysis: { ...option.analysis } };
  hit.analysis.loads = option.analysis.loads.map((load) =>
    load.times === "10" ? { ...load, quotas: [aFinding()] } : load,
  );
  expect(cell("limits", option)).toMatchObject({ words: "None", note: "up to 10×" });
  expect(cell("limits", hit)).toMatchObject({ words: "1 quota", note: "at 10× traffic" });
});

test("what nobody can judge is not counted as met or missed", () => {
  const option = anAnalysedOption({
    requirements: [aTraced(), aTraced({ status: "not_assessable" }), aTraced({ status: "partly" })],
  });
  expect(cell("requirements", option)).toMatchObject({
    words: "1 of 2 met",
    note: "1 partly, 1 to judge yourself",
    tone: "warn",
  });
});

test("what is supposed stands first, and a load that is there already is not computed twice", () => {
  const supposed = { zoneLost: true, times: "25", budget: "40" };
  const [first] = groupsOf({ whatIf: supposed, spending: [] });
  expect(first?.rows.map((row) => row.title)).toEqual([
    "A zone is lost",
    "25× traffic",
    "$40.00 a month",
  ]);
  expect(loadsOf(supposed)).toEqual(["0.1", "1", "10", "25"]);
  expect(loadsOf({ ...supposed, times: "10" })).toEqual(["0.1", "1", "10"]);
});

test.each([
  ["25", "25"],
  ["×2.5", "2.5"],
  ["1,000x", "1000"],
  ["0", null],
  ["-3", null],
  ["many", null],
  ["1000000", null],
])("a factor is read as people type it: %s", (text, figure) => {
  expect(typedTimes(text)).toBe(figure);
});

test.each([
  ["$40", "40"],
  ["1,200.50", "1200.50"],
  ["cheap", null],
])("a budget is read as people type it: %s", (text, figure) => {
  expect(typedBudget(text)).toBe(figure);
});
