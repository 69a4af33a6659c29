import type { Schemas } from "@/lib/api/types";

import { draftOf, isChanged, standardsOf } from "./draft";
import { yamlOf } from "./file";
import { problemsOf } from "./problems";

const FULL: Schemas["Standards"] = {
  name_prefix: "acme",
  tags: { CostCentre: "4711", "a:b": "no" },
  allowed_regions: ["eu-central-1"],
  allowed_kinds: [],
  forbidden_kinds: ["nat_gateway"],
  permissions_boundary: "acme-boundary",
  formats: ["terraform"],
};

test("standards come out of a draft as they went in", () => {
  expect(standardsOf(draftOf(FULL))).toEqual(FULL);
  expect(isChanged(draftOf(FULL), FULL)).toBe(false);
});

test("rows without key and value are no tags, and all formats are no rule", () => {
  const draft = draftOf({ ...FULL, tags: {}, formats: [] });

  const empty = standardsOf({ ...draft, tags: [{ id: 0, key: " ", value: "" }] });

  expect(empty.tags).toEqual({});
  expect(empty.formats).toEqual([]);
});

test("the file quotes what YAML could read otherwise, and leaves out what rules nothing", () => {
  expect(yamlOf(FULL).split("\n").slice(1)).toEqual([
    'name_prefix: "acme"',
    "allowed_regions:",
    "  - eu-central-1",
    "forbidden_kinds:",
    "  - nat_gateway",
    'permissions_boundary: "acme-boundary"',
    "formats:",
    "  - terraform",
    "tags:",
    '  "CostCentre": "4711"',
    '  "a:b": "no"',
    "",
  ]);
});

test.each([
  ["prefix", { prefix: "Acme" }],
  ["prefix", { prefix: "a-very-long-prefix" }],
  ["tags", { tags: [{ id: 0, key: "", value: "4711" }] }],
  ["tags", { tags: [{ id: 0, key: "aws:owner", value: "me" }] }],
  ["tags", { tags: [1, 2].map((id) => ({ id, key: "Team", value: "x" })) }],
  ["boundary", { boundary: "arn:aws:iam::123:policy/x" }],
  ["formats", { formats: [] }],
  ["forbidden", { allowed: ["nat_gateway"] }],
])("a problem of the field %s is found in %j", (field, change) => {
  expect(Object.keys(problemsOf({ ...draftOf(FULL), ...change }))).toEqual([field]);
});

test("good standards have no problem", () => {
  expect(problemsOf(draftOf(FULL))).toEqual({});
});
