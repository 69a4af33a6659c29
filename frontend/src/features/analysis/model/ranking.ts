import type { Schemas } from "@/lib/api/types";

import { pointsOf, severityPoints } from "./severity";

type Option = Schemas["AnalysedOption"];

export const criteria = [
  "cost",
  "growth",
  "availability",
  "recovery",
  "operations",
  "findings",
  "requirements",
] as const;
export type Criterion = (typeof criteria)[number];
export type Weights = Readonly<Record<Criterion, number>>;

export const MOST = 5;

export const criterionWords: Readonly<Record<Criterion, { title: string; counts: string }>> = {
  cost: { title: "Cost today", counts: "dollars a month at today’s traffic" },
  growth: { title: "Cost at 10×", counts: "dollars a month at ten times the traffic" },
  availability: {
    title: "Availability",
    counts: "hundredths of a percent that the SLA floor leaves open",
  },
  recovery: { title: "Recovery", counts: "minutes of RTO and RPO together" },
  operations: { title: "Little to operate", counts: "jobs a year" },
  findings: { title: "Few findings", counts: `points: ${spelled(severityPoints)}` },
  requirements: { title: "Requirements", counts: "requirements not met; half for partly" },
};

function spelled(points: Readonly<Record<string, number>>): string {
  return Object.entries(points)
    .map(([word, each]) => `${word} ${each}`)
    .join(", ");
}

export const usualWeights: Weights = {
  cost: 3,
  growth: 1,
  availability: 2,
  recovery: 2,
  operations: 2,
  findings: 3,
  requirements: 4,
};

/** Weights as they were kept; whatever is missing or out of range takes its usual value. */
export function weightsIn(text: string | null): Weights {
  const kept = parsed(text);
  const entries = criteria.map((each) => [each, weight(kept[each]) ?? usualWeights[each]]);
  return Object.fromEntries(entries) as Weights;
}

function parsed(text: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? "{}");
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function weight(value: unknown): number | null {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= MOST
    ? value
    : null;
}

export interface Share {
  criterion: Criterion;
  /** What is compared; less is better. Null when nobody can say, which counts as worst. */
  amount: number | null;
  /** From 0 to 1: the best of these options has 1, one with twice the amount 0.5. */
  score: number;
  weight: number;
}

export interface Ranked {
  optionId: string;
  /** From 1; options with the same points share a place. */
  place: number;
  /** From 0 to 100. */
  points: number;
  shares: readonly Share[];
}

/** The options, best first; equal ones keep their order. */
export function ranked(options: readonly Option[], weights: Weights): readonly Ranked[] {
  const amounts = options.map(amountsOf);
  const total = criteria.reduce((sum, each) => sum + weights[each], 0);
  const scored = options.map((option, at) => {
    const shares = criteria.map((criterion): Share => {
      const amount = amounts[at]?.[criterion] ?? null;
      const rivals = amounts.map((each) => each[criterion]);
      return { criterion, amount, score: score(amount, rivals), weight: weights[criterion] };
    });
    const sum = shares.reduce((so, each) => so + each.score * each.weight, 0);
    const points = total === 0 ? 0 : Math.round((100 * sum) / total);
    return { optionId: option.option_id, points, shares };
  });
  const sorted = scored.toSorted((one, other) => other.points - one.points);
  return sorted.map((each) => ({
    ...each,
    place: 1 + sorted.findIndex(({ points }) => points === each.points),
  }));
}

/** One is added on both sides, so that none at all is not infinitely better than one. */
function score(amount: number | null, rivals: readonly (number | null)[]): number {
  const known = rivals.filter((each) => each !== null);
  if (amount === null || known.length === 0) return 0;
  return (Math.min(...known) + 1) / (amount + 1);
}

type Amounts = Readonly<Record<Criterion, number | null>>;

function amountsOf({ analysis }: Option): Amounts {
  return {
    cost: costAt(analysis, 1),
    growth: costAt(analysis, 10),
    availability: openPercent(analysis.floor.percent),
    recovery: together(analysis.recovery_time.minutes, analysis.recovery_point.minutes),
    operations: analysis.operations.jobs_a_year,
    findings: pointsOf(analysis.findings),
    requirements: analysis.requirements.reduce((sum, each) => sum + missing[each.status], 0),
  };
}

function costAt(analysis: Option["analysis"], times: number): number | null {
  const load = analysis.loads.find((each) => Number(each.times) === times);
  return load === undefined ? null : Number(load.estimate.total.amount);
}

/** In hundredths of a percent, where floors differ. */
function openPercent(percent: string | null): number | null {
  return percent === null ? null : Math.round((100 - Number(percent)) * 1000) / 10;
}

function together(one: string | null, other: string | null): number | null {
  return one === null || other === null ? null : Number(one) + Number(other);
}

const missing: Readonly<Record<Schemas["Status"], number>> = {
  met: 0,
  partly: 0.5,
  unmet: 1,
  not_assessable: 0,
};
