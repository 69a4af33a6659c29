import { cn } from "@/lib/cn";

interface MeterProps {
  label: string;
  value: number;
  max: number;
  /** What the numbers mean, in words: "8 of 10 requirements met". */
  text: string;
  tone?: "primary" | "ok" | "warn" | "bad";
  className?: string;
}

const fill = { primary: "bg-primary", ok: "bg-ok", warn: "bg-warn", bad: "bg-bad" };

export function Meter({ label, value, max, text, tone = "primary", className }: MeterProps) {
  const share = max <= 0 ? 0 : Math.min(1, Math.max(0, value / max));
  return (
    <div
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={value}
      aria-valuetext={text}
      className={cn("h-1.5 overflow-hidden rounded-full bg-border", className)}
    >
      <div
        className={cn("h-full rounded-full", fill[tone])}
        style={{ width: `${String(share * 100)}%` }}
      />
    </div>
  );
}
