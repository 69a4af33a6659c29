import { cn } from "@/lib/cn";

interface MeterProps {
  label: string;
  value: number;
  /** Null is unlimited: the words stand alone. */
  max: number | null;
  /** "8 of 10 seats". */
  words: string;
}

/** How much of a limit is used; from 80 % on the bar says so by colour, the words always do. */
export function Meter({ label, value, max, words }: MeterProps) {
  const share = max === null || max === 0 ? 0 : Math.min(1, value / max);
  const tone = share >= 1 ? "bg-bad" : share >= 0.8 ? "bg-warn" : "bg-primary";
  return (
    <div className="flex flex-col gap-1">
      <div className="flex flex-wrap justify-between gap-x-3">
        <span>{label}</span>
        <span className="text-muted-foreground tabular-nums">{words}</span>
      </div>
      {max !== null && (
        <div
          role="meter"
          aria-label={label}
          aria-valuemin={0}
          aria-valuemax={max}
          aria-valuenow={Math.min(value, max)}
          aria-valuetext={words}
          className="h-1.5 overflow-hidden rounded-full bg-border"
        >
          <div className={cn("h-full rounded-full", tone)} style={{ width: `${share * 100}%` }} />
        </div>
      )}
    </div>
  );
}
