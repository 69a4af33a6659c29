import type { Schemas } from "@/lib/api/types";

type OptionCard = Schemas["OptionCard"];

/** The cards with this one in its place: replaced where it stood, or sorted in. */
export function withCard(cards: readonly OptionCard[], card: OptionCard): OptionCard[] {
  const others = cards.filter((each) => each.id !== card.id);
  return [...others, card].sort(
    (one, other) =>
      Number(one.discarded) - Number(other.discarded) || one.position - other.position,
  );
}

/** Cards in the order of the board: pinned first, discarded apart. */
export function boardOrder(cards: readonly OptionCard[]): {
  open: readonly OptionCard[];
  discarded: readonly OptionCard[];
} {
  const open = cards.filter((card) => !card.discarded);
  return {
    open: [...open.filter((card) => card.pinned), ...open.filter((card) => !card.pinned)],
    discarded: cards.filter((card) => card.discarded),
  };
}

export interface Verdict {
  status: "ok" | "warn" | "bad";
  words: string;
}

/** The worst findings first: "1 critical, 2 high". */
export function findingVerdict(findings: OptionCard["findings"]): Verdict {
  const { critical, high, medium, low } = findings;
  const parts = Object.entries({ critical, high, medium, low })
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => `${count} ${severity}`);
  if (parts.length === 0) return { status: "ok", words: "No findings" };
  const status = critical + high > 0 ? "bad" : "warn";
  return { status, words: parts.join(", ") };
}

export function requirementVerdict(requirements: OptionCard["requirements"]): Verdict {
  const { met, partly, unmet } = requirements;
  const total = met + partly + unmet;
  if (total === 0) return { status: "ok", words: "No requirements yet" };
  const status = unmet > 0 ? "bad" : partly > 0 ? "warn" : "ok";
  return { status, words: `${met} of ${total} requirements met` };
}

/** The option a canvas shows: the one asked for, the chosen one, or the first on the board. */
export function shownOption(
  cards: readonly OptionCard[],
  asked: string | null,
): OptionCard | undefined {
  const open = boardOrder(cards).open;
  return cards.find((card) => card.id === asked) ?? open.find((card) => card.chosen) ?? open[0];
}
