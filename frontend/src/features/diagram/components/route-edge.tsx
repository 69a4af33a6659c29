import { BaseEdge, EdgeLabelRenderer, type Edge, type EdgeProps } from "@xyflow/react";
import { memo } from "react";

import type { Schemas } from "@/lib/api/types";

import { routePath } from "../model/route";

export type RouteEdge = Edge<{ edge: Schemas["Edge"]; active: boolean }, "route">;

/** A connection along the route that the server laid out. */
export const Route = memo(function Route({ id, data, markerEnd }: EdgeProps<RouteEdge>) {
  if (data === undefined) return null;
  const { edge, active } = data;
  return (
    <>
      <BaseEdge
        id={id}
        path={routePath(edge.points)}
        {...(markerEnd === undefined ? {} : { markerEnd })}
        style={{
          stroke: active ? "var(--primary)" : "var(--muted-foreground)",
          strokeWidth: active ? 2 : 1.5,
          ...(edge.asynchronous ? { strokeDasharray: "5 4" } : {}),
        }}
      />
      <EdgeLabelRenderer>
        <div
          className="pointer-events-none absolute top-0 left-0 flex items-center gap-1 bg-background px-0.5 text-xs whitespace-nowrap text-foreground"
          style={{ transform: `translate(${edge.label_x}px, ${edge.label_y}px)` }}
        >
          {edge.step !== null && <StepNumber number={edge.step} />}
          {edge.label}
        </div>
      </EdgeLabelRenderer>
    </>
  );
});

export function StepNumber({ number }: { number: number | undefined }) {
  if (number === undefined) return null;
  return (
    <span className="flex size-5 shrink-0 items-center justify-center rounded-full bg-primary text-xs font-semibold text-primary-foreground tabular-nums">
      {number}
    </span>
  );
}
