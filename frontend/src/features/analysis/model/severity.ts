import type { Schemas } from "@/lib/api/types";

type Severity = Schemas["Severity"];

/** How much a finding of each severity counts, the worst first. */
export const severityPoints: Readonly<Record<Severity, number>> = {
  critical: 8,
  high: 4,
  medium: 2,
  low: 1,
};

export function pointsOf(findings: readonly { severity: Severity }[]): number {
  return findings.reduce((sum, each) => sum + severityPoints[each.severity], 0);
}
