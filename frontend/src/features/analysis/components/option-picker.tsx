import { cn } from "@/lib/cn";

import { placeWords, type Column } from "../model/columns";

interface OptionPickerProps {
  columns: readonly Column[];
  picked: string;
  onPick: (optionId: string) => void;
}

/** On a narrow screen one option at a time. */
export function OptionPicker({ columns, picked, onPick }: OptionPickerProps) {
  return (
    <fieldset className="sticky top-0 z-20 border-b bg-background px-4 py-2">
      <legend className="sr-only">Option</legend>
      <div className="flex gap-1">
        {columns.map(({ letter, card, rank }) => (
          <label
            key={card.id}
            className={cn(
              "flex min-h-10 min-w-0 flex-1 cursor-pointer items-center justify-center gap-1.5 rounded-md border px-2 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring",
              card.id === picked ? "border-primary bg-accent font-medium" : "bg-card",
            )}
          >
            <input
              type="radio"
              name="compared-option"
              className="sr-only"
              checked={card.id === picked}
              onChange={() => onPick(card.id)}
            />
            {letter}
            <span className="sr-only">, {card.name}</span>
            <span className="text-xs text-muted-foreground">{placeWords(rank)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
