import { memo } from "react";

import type { Schemas } from "@/lib/api/types";
import { cn } from "@/lib/cn";

import { routePaths } from "../model/route";

import { StepDisc } from "./step-disc";

type Edge = Schemas["Edge"];

interface RoutesProps {
  edges: readonly Edge[];
  /** The routes that touch a picked component or are pointed at. */
  lit: ReadonlySet<string>;
}

/** The server's own routes and, above them, their labels. */
export function Routes({ edges, lit }: RoutesProps) {
  return (
    <>
      <svg aria-hidden="true" className="pointer-events-none absolute size-px overflow-visible">
        {edges.map((route) => (
          <RouteLine key={route.id} route={route} lit={lit.has(route.id)} />
        ))}
      </svg>
      {edges.map((route) => (
        <RouteLabel key={route.id} route={route} lit={lit.has(route.id)} />
      ))}
    </>
  );
}

interface RouteProps {
  route: Edge;
  lit: boolean;
}

const relations = new Set([
  "authenticates",
  "protects",
  "encrypts",
  "certifies",
  "contains",
  "watches",
]);

/** Solid for calls, dashed for messages, dotted for mere relations. */
const RouteLine = memo(function RouteLine({ route, lit }: RouteProps) {
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
    </g>
  );
});

const RouteLabel = memo(function RouteLabel({ route, lit }: RouteProps) {
  const step = route.step ?? null;
  if (route.label === "" && step === null) return null;
  return (
    <span
      className={cn(
        "pointer-events-none absolute inline-flex min-h-6 max-w-36 items-center gap-1 rounded bg-background px-1 text-[14px]/[18px] in-data-far:origin-left in-data-far:bg-transparent in-data-far:text-[0px]",
        lit ? "font-medium text-primary" : "text-foreground",
      )}
      style={{ transform: `translate(${route.label_x}px, ${route.label_y}px)` }}
    >
      {step !== null && <StepDisc number={step} />}
      {route.label}
    </span>
  );
});
