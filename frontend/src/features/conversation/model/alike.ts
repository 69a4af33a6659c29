import type { Schemas } from "@/lib/api/types";

export interface Alike {
  rule: string;
  /** "Element without alarms", or with how often when it is more than once. */
  words: string;
  elements: readonly string[];
}

/** Findings of one rule stand together, in the order of the first of each. */
export function alike(findings: readonly Schemas["FindingRef"][]): readonly Alike[] {
  const rules = [...new Set(findings.map((each) => each.rule_id))];
  return rules.map((rule) => {
    const of = findings.filter((each) => each.rule_id === rule);
    const title = of[0]?.title ?? rule;
    return {
      rule,
      words: of.length === 1 ? title : `${title}, ${of.length} times`,
      elements: of.map((each) => each.element_id),
    };
  });
}
