import type { Node, NodeProps } from "@xyflow/react";
import { Box, TriangleAlert } from "lucide-react";
import { memo } from "react";

import type { Schemas } from "@/lib/api/types";
import { cn } from "@/lib/cn";

import { smallMoney } from "../model/node-cost";

export type ComponentNode = Node<
  { node: Schemas["Node"]; selected: boolean; highlighted: boolean },
  "component"
>;

/** A component as the exports draw it: icon, name, service, findings and monthly cost. */
export const ComponentBox = memo(function ComponentBox({ data }: NodeProps<ComponentNode>) {
  const { node, selected, highlighted } = data;
  return (
    <div
      style={{ width: node.width, height: node.height }}
      className={cn(
        "relative flex flex-col items-center gap-0.5 rounded-lg border bg-card px-2 pt-3 text-card-foreground",
        node.existing && "border-dashed border-input",
        selected && "border-primary outline-2 outline-primary",
        highlighted && !selected && "outline-2 outline-offset-2 outline-primary outline-dashed",
      )}
    >
      <Icon name={node.icon} />
      <p className="mt-1 line-clamp-1 text-center text-sm/5 font-semibold">{node.title}</p>
      <p className="line-clamp-1 text-center text-xs text-muted-foreground">{node.service}</p>
      <div className="absolute inset-x-1.5 bottom-1.5 flex items-center justify-between gap-1 text-xs tabular-nums">
        {node.findings > 0 ? (
          <span className="flex items-center gap-1 rounded border border-warn px-1 font-medium text-warn">
            <TriangleAlert aria-hidden="true" className="size-3" />
            {node.findings} {node.worst}
          </span>
        ) : (
          <span />
        )}
        {node.monthly_cost !== null && (
          <span className="rounded bg-muted px-1.5">{smallMoney(node.monthly_cost)}</span>
        )}
      </div>
    </div>
  );
});

function Icon({ name }: { name: string }) {
  if (name === "") return <Box aria-hidden="true" className="size-12 text-muted-foreground" />;
  return (
    <img
      src={`/api/v1/icons/${encodeURIComponent(name)}.svg`}
      alt=""
      width={48}
      height={48}
      className="size-12 rounded dark:data-plain:invert"
      {...(name.startsWith("Amazon") || name.startsWith("AWS") ? {} : { "data-plain": "" })}
    />
  );
}
