import { Card } from "@/components/ui/card";
import { cn } from "@/lib/cn";
import { formatMinor } from "@/lib/format/money";
import { formatCount } from "@/lib/format/number";

import type { Group, UsageRow } from "../model/wire";

interface UsageTableProps {
  rows: readonly UsageRow[];
  total: UsageRow;
  by: Group;
}

const heads: Readonly<Record<Group, string>> = {
  day: "Day",
  mode: "Mode",
  member: "Member",
  model: "Model",
  provider: "Provider",
  application: "Application",
  team: "Team",
};

export function UsageTable({ rows, total, by }: UsageTableProps) {
  return (
    <Card className="overflow-x-auto">
      <table aria-label={`Usage by ${by}`} className="w-full text-left">
        <thead className="border-b text-xs text-muted-foreground">
          <tr>
            {[heads[by], "Runs", "Tokens", "Cost"].map((head, at) => (
              <th
                key={head}
                scope="col"
                className={cn("h-9 px-3 font-medium sm:px-4", at > 0 && "text-right")}
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y">
          {rows.filter(isUsed).map((row) => (
            <Figures key={row.key} row={row} />
          ))}
        </tbody>
        <tfoot className="border-t font-medium">
          <Figures row={total} />
        </tfoot>
      </table>
    </Card>
  );
}

/** Days without use keep their place in the drawing, not in the table. */
const isUsed = ({ runs, tokens, unpriced_calls: unpriced }: UsageRow) =>
  runs > 0 || tokens > 0 || unpriced > 0;

function Figures({ row }: { row: UsageRow }) {
  const cell = "px-3 py-2 text-right tabular-nums sm:px-4";
  return (
    <tr>
      <th scope="row" className="px-3 py-2 font-[inherit] break-words sm:px-4">
        {row.label}
      </th>
      <td className={cell}>{formatCount(row.runs)}</td>
      <td className={cell}>{formatCount(row.tokens)}</td>
      <td className={cell}>{formatMinor(row.cost)}</td>
    </tr>
  );
}
