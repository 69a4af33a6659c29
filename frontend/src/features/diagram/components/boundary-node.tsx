import type { Node, NodeProps } from "@xyflow/react";
import { memo } from "react";

import type { Schemas } from "@/lib/api/types";

export type BoundaryNode = Node<{ group: Schemas["Group"] }, "boundary">;

/** A boundary: its title stands in a band of its own, above the lines that cross it. */
export const BoundaryBox = memo(function BoundaryBox({ data }: NodeProps<BoundaryNode>) {
  const { group } = data;
  return (
    <div
      style={{ width: group.width, height: group.height }}
      className="pointer-events-none rounded-lg border border-input bg-muted/40"
    >
      <p className="w-fit rounded-tl-lg rounded-br-lg border-r border-b border-input bg-card px-2 py-1 text-xs font-semibold">
        {group.title}
      </p>
    </div>
  );
});
