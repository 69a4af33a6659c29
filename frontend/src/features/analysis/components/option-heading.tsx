import { ArrowRight, Check } from "lucide-react";

import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";

import { placeWords, type Column } from "../model/columns";

interface OptionHeadingProps {
  column: Column;
  busy: boolean;
  onPlace: () => void;
  onOpen: (optionId: string) => void;
  onContinue: (column: Column) => void;
}

export function OptionHeading({ column, busy, onPlace, onOpen, onContinue }: OptionHeadingProps) {
  const { letter, card, rank } = column;
  return (
    <div className="flex flex-col items-start gap-2">
      <div className="flex w-full items-start gap-2">
        <span className="flex size-6 shrink-0 items-center justify-center rounded bg-accent text-xs font-semibold text-accent-foreground">
          {letter}
        </span>
        <button
          type="button"
          onClick={() => onOpen(card.id)}
          className="min-w-0 text-left font-semibold break-words hover:underline"
        >
          {card.name}
        </button>
      </div>
      <div className="flex flex-wrap items-center gap-1.5">
        <button
          type="button"
          aria-haspopup="dialog"
          onClick={onPlace}
          className="min-h-6 rounded text-xs text-muted-foreground tabular-nums underline decoration-dotted underline-offset-2 hover:text-foreground"
        >
          {placeWords(rank)}, {rank.points} of 100 points
        </button>
        {card.chosen && <Badge icon={<Check />}>Chosen</Badge>}
      </div>
      <Button
        size="small"
        variant={rank.place === 1 ? "primary" : "secondary"}
        disabled={busy}
        onClick={() => onContinue(column)}
      >
        {card.chosen ? `Continue with ${letter}` : `Choose ${letter} and continue`}
        <ArrowRight aria-hidden="true" className="size-3.5" />
      </Button>
    </div>
  );
}
