import type { Schemas } from "@/lib/api/types";
import { countOf } from "@/lib/format/number";

/** What an engineering drawing says in its corner. */
export function TitleLine({ drawing }: { drawing: Schemas["Drawing"] }) {
  const { title_block: block, nodes } = drawing;
  return (
    <p className="flex flex-wrap gap-x-4 border-t bg-card px-4 py-1 text-xs text-muted-foreground tabular-nums">
      <span className="text-foreground">{block.monthly_cost} a month</span>
      <span>{countOf(nodes.length, "component")} shown</span>
      <span>{block.environment}</span>
      <span>{block.region}</span>
      <span>{block.date}</span>
    </p>
  );
}
