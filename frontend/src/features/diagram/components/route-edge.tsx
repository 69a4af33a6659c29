import { EdgeLabelRenderer, type Edge, type EdgeProps } from "@xyflow/react";
import { memo } from "react";

import type { Schemas } from "@/lib/api/types";
import { cn } from "@/lib/cn";

import { routePaths } from "../model/route";

import { StepDisc } from "./step-disc";

export interface RouteData extends Record<string, unknown> {
  route: Schemas["Edge"];
  /** Touches a picked component. */
  lit: boolean;
}

export type RouteEdge = Edge<RouteData, "route">;

const relations = new Set([
  "authenticates",
  "protects",
  "encrypts",
  "certifies",
  "contains",
  "watches",
]);

/** The server's own route: solid for calls, dashed for messages, dotted for mere relations. */
export const RouteLine = memo(function RouteLine({ data }: EdgeProps<RouteEdge>) {
  if (data === undefined) return null;
  const { route, lit } = data;
  const { line, head } = routePaths(route.points);
  const relation = relations.has(route.verb) && !route.asynchronous;
  return (
    <g className={lit ? "text-primary" : "text-muted-foreground"}>
      <path
        d={line}
        fill="none"
        stroke="currentColor"
        className={
          lit ? "stroke-[2.25] in-data-far:stroke-[4]" : "stroke-[1.5] in-data-far:stroke-[2.5]"
        }
        strokeDasharray={relation ? "2 4" : route.asynchronous ? "6 4" : undefined}
      />
      <path d={head} fill="currentColor" />
      <EdgeLabelRenderer>
        <RouteLabel route={route} lit={lit} />
      </EdgeLabelRenderer>
    </g>
  );
});

function RouteLabel({ route, lit }: RouteData) {
  const step = route.step ?? null;
  if (route.label === "" && step === null) return null;
  return (
    <span
      className={cn(
        "absolute inline-flex h-5 items-center gap-1 rounded bg-background px-1 text-[11px] whitespace-nowrap in-data-far:origin-left in-data-far:bg-transparent in-data-far:text-[0px]",
        lit ? "font-medium text-primary" : "text-foreground",
      )}
      style={{ transform: `translate(${route.label_x}px, ${route.label_y}px)` }}
    >
      {step !== null && <StepDisc number={step} />}
      {route.label}
    </span>
  );
}
