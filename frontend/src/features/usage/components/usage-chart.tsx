import { Card } from "@/components/ui/card";
import { formatMinor } from "@/lib/format/money";
import { formatCount } from "@/lib/format/number";

import { barsOf, type Measure } from "../model/chart";
import type { Group, UsageRow } from "../model/wire";

interface UsageChartProps {
  rows: readonly UsageRow[];
  measure: Measure;
  by: Group;
}

/** Days stand side by side, everything else below each other. The table below says the same in figures. */
export function UsageChart({ rows, measure, by }: UsageChartProps) {
  const bars = barsOf(rows, measure);
  const label = `${names[measure]} by ${by}; the table below has the figures`;
  if (by === "day") {
    return (
      <Card className="p-4">
        <div role="img" aria-label={label} className="flex h-40 items-end gap-px sm:gap-0.5">
          {bars.map(({ row, share }) => (
            <div
              key={row.key}
              title={`${row.label}: ${words(row, measure)}`}
              className="min-h-px min-w-0 flex-1 rounded-t-sm bg-primary"
              style={{ height: `${share * 100}%` }}
            />
          ))}
        </div>
        <div
          aria-hidden="true"
          className="mt-1 flex justify-between border-t pt-1 text-xs text-muted-foreground tabular-nums"
        >
          <span>{rows[0]?.label}</span>
          <span>{rows.at(-1)?.label}</span>
        </div>
      </Card>
    );
  }
  return (
    <Card className="p-4">
      <div role="img" aria-label={label} className="flex flex-col gap-2">
        {bars.map(({ row, share }) => (
          <div key={row.key} className="grid grid-cols-[8rem_1fr_auto] items-center gap-3">
            <span className="truncate">{row.label}</span>
            <span className="h-3 overflow-hidden rounded-sm bg-muted">
              <span
                className="block h-full rounded-sm bg-primary"
                style={{ width: `${share * 100}%` }}
              />
            </span>
            <span className="text-muted-foreground tabular-nums">{words(row, measure)}</span>
          </div>
        ))}
      </div>
    </Card>
  );
}

const names: Readonly<Record<Measure, string>> = { runs: "Runs", tokens: "Tokens", cost: "Cost" };

function words(row: UsageRow, measure: Measure): string {
  return measure === "cost" ? formatMinor(row.cost) : formatCount(row[measure]);
}
