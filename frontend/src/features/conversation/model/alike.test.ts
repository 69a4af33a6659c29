import { alike } from "./alike";

test("findings of one rule stand together and lead to all their elements", () => {
  const finding = (rule: string, element: string) =>
    ({
      rule_id: rule,
      title: `Title of ${rule}`,
      severity: "medium",
      element_id: element,
    }) as const;

  expect(alike([finding("A", "jobs"), finding("B", "api"), finding("A", "worker")])).toEqual([
    { rule: "A", words: "Title of A, 2 times", elements: ["jobs", "worker"] },
    { rule: "B", words: "Title of B", elements: ["api"] },
  ]);
});
