import { useId, useState, type SyntheticEvent } from "react";

import { Button } from "@/components/ui/button";
import type { Schemas } from "@/lib/api/types";

import { typedFigure } from "@/lib/format/typed-figure";

interface AssumptionFieldProps {
  assumption: Schemas["Assumption"];
  pending: boolean;
  onState: (value: string) => void;
}

const bases = { stated: "stated", derived: "derived", default: "assumed" } as const;

/** One figure that prices depend on, to be corrected where it stands. */
export function AssumptionField({ assumption, pending, onState }: AssumptionFieldProps) {
  const id = useId();
  const [text, setText] = useState(assumption.value);
  const changed = text.trim() !== assumption.value;
  const figure = typedFigure(text);
  const wrong = changed && figure === null;

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (changed && figure !== null && !pending) onState(figure);
  };

  return (
    <form onSubmit={submit} className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <div className="min-w-48 flex-1">
        <label htmlFor={id} className="font-medium">
          {assumption.label}
        </label>
        <p id={`${id}-note`} className="text-xs text-muted-foreground">
          {wrong ? (
            <span role="alert" className="text-bad">
              Write a number, such as 50000 or 2.5.
            </span>
          ) : (
            <>
              {bases[assumption.basis]}
              {assumption.reason !== "" && `, ${assumption.reason}`}
            </>
          )}
        </p>
      </div>
      <div className="flex items-center gap-2">
        <input
          id={id}
          value={text}
          inputMode="decimal"
          aria-describedby={`${id}-note`}
          aria-invalid={wrong || undefined}
          onChange={(event) => setText(event.target.value)}
          className="control control-text w-28 rounded-md border border-input bg-card px-2 text-right tabular-nums aria-invalid:border-destructive"
        />
        <span className="w-28 truncate text-muted-foreground">{assumption.unit}</span>
        <Button
          type="submit"
          size="small"
          pending={pending}
          disabled={!changed || wrong}
          aria-label={`Apply ${assumption.label}`}
        >
          Apply
        </Button>
      </div>
    </form>
  );
}
