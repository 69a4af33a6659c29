import { SlidersHorizontal } from "lucide-react";
import { useId } from "react";

import { Button } from "@/components/ui/button";

import { criteria, criterionWords, MOST, type Criterion, type Weights } from "../model/ranking";

interface WeightsSectionProps {
  weights: Weights;
  weigh: (criterion: Criterion, weight: number) => void;
  reset: () => void;
}

/** How much each criterion counts; the columns follow at once. */
export function WeightsSection({ weights, weigh, reset }: WeightsSectionProps) {
  return (
    <details className="group">
      <summary className="-ml-1 flex min-h-7 w-fit list-none items-center gap-1.5 rounded-md px-1 text-muted-foreground hover:text-foreground pointer-coarse:min-h-10 [&::-webkit-details-marker]:hidden">
        <SlidersHorizontal aria-hidden="true" className="size-3.5" />
        <span className="group-open:hidden">Weigh what matters</span>
        <span className="hidden group-open:inline">What matters, from 0 to {MOST}</span>
      </summary>
      <div className="mt-2 grid grid-cols-[repeat(auto-fill,minmax(min(11rem,100%),1fr))] gap-x-6 gap-y-2">
        {criteria.map((criterion) => (
          <Weight
            key={criterion}
            title={criterionWords[criterion].title}
            value={weights[criterion]}
            onChange={(value) => weigh(criterion, value)}
          />
        ))}
        <Button
          size="small"
          variant="ghost"
          className="-ml-2 w-fit self-end pointer-coarse:-ml-3"
          onClick={reset}
        >
          Usual weights
        </Button>
      </div>
    </details>
  );
}

interface WeightProps {
  title: string;
  value: number;
  onChange: (value: number) => void;
}

function Weight({ title, value, onChange }: WeightProps) {
  const id = useId();
  return (
    <div>
      <div className="flex justify-between gap-2">
        <label htmlFor={id} className="text-xs font-medium">
          {title}
        </label>
        <output htmlFor={id} className="text-xs text-muted-foreground tabular-nums">
          {value === 0 ? "ignored" : value}
        </output>
      </div>
      <input
        id={id}
        type="range"
        min={0}
        max={MOST}
        step={1}
        value={value}
        onChange={(event) => onChange(Number(event.target.value))}
        className="h-6 w-full accent-primary"
      />
    </div>
  );
}
