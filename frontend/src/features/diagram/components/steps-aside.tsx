import type { Schemas } from "@/lib/api/types";
import { cn } from "@/lib/cn";

import { Aside } from "./aside";
import { StepDisc } from "./step-disc";

interface StepsAsideProps {
  steps: readonly Schemas["Step"][];
  current: number | null;
  onStep: (number: number) => void;
  onClose: () => void;
}

/** The story of the numbered routes; pressing one shows its route. */
export function StepsAside({ steps, current, onStep, onClose }: StepsAsideProps) {
  return (
    <Aside title="Steps" onClose={onClose}>
      {steps.length === 0 && (
        <p className="p-4 text-muted-foreground">This view has no numbered steps; Flow has.</p>
      )}
      <ol className="p-2">
        {steps.map((step) => (
          <li key={step.number}>
            <button
              type="button"
              aria-pressed={step.number === current}
              onClick={() => onStep(step.number)}
              className={cn(
                "flex w-full gap-2 rounded-md px-2 py-1.5 text-left hover:bg-accent",
                step.number === current && "bg-accent text-accent-foreground",
              )}
            >
              <StepDisc number={step.number} />
              {step.sentence}
            </button>
          </li>
        ))}
      </ol>
    </Aside>
  );
}
