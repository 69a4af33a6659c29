import { useId, useState, type SyntheticEvent } from "react";

import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { cn } from "@/lib/cn";

import {
  isSupposed,
  nothingSupposed,
  typedBudget,
  typedTimes,
  type WhatIf,
} from "../model/what-if";

interface WhatIfBarProps {
  whatIf: WhatIf;
  onChange: (whatIf: WhatIf) => void;
  fetching: boolean;
}

/** Supposes something of every option at once; nothing is changed by it. */
export function WhatIfBar({ whatIf, onChange, fetching }: WhatIfBarProps) {
  return (
    <div role="group" aria-label="What if" className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <span className="text-muted-foreground">What if</span>
      <Button
        size="small"
        aria-pressed={whatIf.zoneLost}
        className={cn(whatIf.zoneLost && "border-primary bg-accent")}
        onClick={() => onChange({ ...whatIf, zoneLost: !whatIf.zoneLost })}
      >
        A zone is lost
      </Button>
      <Supposition
        label="Traffic ×"
        value={whatIf.times}
        read={typedTimes}
        hint="A number above 0, such as 25"
        onState={(times) => onChange({ ...whatIf, times })}
      />
      <Supposition
        label="Budget $"
        value={whatIf.budget}
        read={typedBudget}
        hint="Dollars a month, such as 40"
        onState={(budget) => onChange({ ...whatIf, budget })}
      />
      {isSupposed(whatIf) && (
        <Button size="small" variant="ghost" onClick={() => onChange(nothingSupposed)}>
          Clear
        </Button>
      )}
      <span role="status" className="flex items-center gap-1.5 text-xs text-muted-foreground">
        {fetching && (
          <>
            <Spinner />
            Computing …
          </>
        )}
      </span>
    </div>
  );
}

interface SuppositionProps {
  label: string;
  value: string | null;
  read: (text: string) => string | null;
  hint: string;
  onState: (value: string | null) => void;
}

/** Taken on Enter or when the field is left. */
function Supposition({ label, value, read, hint, onState }: SuppositionProps) {
  const id = useId();
  const [text, setText] = useState(value ?? "");
  const [wrong, setWrong] = useState(false);
  const [taken, setTaken] = useState(value);
  if (taken !== value) {
    setTaken(value);
    if (value === null) setText("");
  }

  const take = () => {
    const figure = text.trim() === "" ? null : read(text);
    setWrong(text.trim() !== "" && figure === null);
    if (text.trim() === "" || figure !== null) {
      if (figure !== value) onState(figure);
    }
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    take();
  };

  return (
    <form onSubmit={submit} className="flex items-center gap-1.5">
      <label htmlFor={id} className="text-xs font-medium">
        {label}
      </label>
      <input
        id={id}
        value={text}
        inputMode="decimal"
        placeholder={wrong ? "" : "—"}
        aria-invalid={wrong || undefined}
        aria-describedby={wrong ? `${id}-hint` : undefined}
        onChange={(event) => setText(event.target.value)}
        onBlur={take}
        className="control-text h-7 w-20 rounded-md border border-input bg-card px-2 text-right tabular-nums aria-invalid:border-destructive pointer-coarse:h-10"
      />
      {wrong && (
        <span id={`${id}-hint`} role="alert" className="text-xs text-bad">
          {hint}
        </span>
      )}
    </form>
  );
}
