import { Card } from "@/components/ui/card";

import { sparkPath } from "../model/spark";

const box = { width: 200, height: 40 };

interface SparklineProps {
  label: string;
  values: readonly (number | null)[];
  /** The text colour that the line takes. */
  tone: string;
}

/** The course of one figure; the table below the charts says it in numbers. */
export function Sparkline({ label, values, tone }: SparklineProps) {
  return (
    <Card className="flex flex-col gap-2 p-3">
      <p className="text-xs text-muted-foreground">{label}</p>
      {values.every((value) => value === null) ? (
        <p className="flex h-12 items-end text-muted-foreground">Nothing measured yet</p>
      ) : (
        <svg
          role="img"
          aria-label={`${label} over time; a table below has the figures`}
          viewBox={`0 -2 ${box.width} ${box.height + 4}`}
          preserveAspectRatio="none"
          className={`h-12 w-full ${tone}`}
        >
          <line
            x1="0"
            x2={box.width}
            y1={box.height}
            y2={box.height}
            className="stroke-border"
            vectorEffect="non-scaling-stroke"
          />
          <path
            d={sparkPath(values, box)}
            fill="none"
            stroke="currentColor"
            strokeWidth="2"
            strokeLinecap="round"
            strokeLinejoin="round"
            vectorEffect="non-scaling-stroke"
          />
        </svg>
      )}
    </Card>
  );
}
