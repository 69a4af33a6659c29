import { typedFigure } from "@/lib/format/typed-figure";

/** What is supposed for a moment; null and false are what really is. */
export interface WhatIf {
  zoneLost: boolean;
  /** A factor of today's traffic. */
  times: string | null;
  /** US dollars a month. */
  budget: string | null;
}

export const nothingSupposed: WhatIf = { zoneLost: false, times: null, budget: null };

export const usualLoads: readonly string[] = ["0.1", "1", "10"];

const MOST_TIMES = 100_000;
const MOST_BUDGET = 1_000_000_000;

export function isSupposed({ zoneLost, times, budget }: WhatIf): boolean {
  return zoneLost || times !== null || budget !== null;
}

/** The loads to compute: the usual ones and the one that is supposed. */
export function loadsOf({ times }: WhatIf): readonly string[] {
  const usual = usualLoads.some((each) => Number(each) === Number(times));
  return times === null || usual ? usualLoads : [...usualLoads, times];
}

/** The factor a person typed, null when it is none that can be computed. */
export function typedTimes(text: string): string | null {
  const figure = typedFigure(text.replace(/[x×]/gi, ""));
  const value = Number(figure);
  return figure === null || value <= 0 || value > MOST_TIMES ? null : String(value);
}

export function typedBudget(text: string): string | null {
  const figure = typedFigure(text.replace("$", ""));
  return figure === null || Number(figure) > MOST_BUDGET ? null : figure;
}

/** "0.1× traffic", "today’s traffic", "10× traffic". */
export function loadWords(times: string): string {
  return Number(times) === 1 ? "today’s traffic" : `${factor(times)}× traffic`;
}

export function factor(times: string): string {
  return Number(times).toLocaleString("en-US", { maximumFractionDigits: 2 });
}
