import type { Schemas } from "@/lib/api/types";

import { letterOf } from "./letters";
import { ranked, type Ranked, type Weights } from "./ranking";

/** An option as a column of the table; its letter is its place on the board and stays. */
export interface Column {
  letter: string;
  card: Schemas["OptionCard"];
  option: Schemas["AnalysedOption"];
  rank: Ranked;
}

/** The best first; an option that left the board meanwhile has no column. */
export function columnsOf(
  options: readonly Schemas["AnalysedOption"][],
  cards: readonly Schemas["OptionCard"][],
  weights: Weights,
): readonly Column[] {
  return ranked(options, weights).flatMap((rank) => {
    const at = options.findIndex((each) => each.option_id === rank.optionId);
    const option = options[at];
    const card = cards.find((each) => each.id === rank.optionId);
    if (option === undefined || card === undefined) return [];
    return [{ letter: letterOf(at), card, option, rank }];
  });
}

export function placeWords({ place }: Ranked): string {
  const ending = ["th", "st", "nd", "rd"][place] ?? "th";
  return `${place}${ending}`;
}
