import { TriangleAlert } from "lucide-react";

import type { Schemas } from "@/lib/api/types";
import { cn } from "@/lib/cn";

import { smallMoney } from "../model/node-cost";
import { outlineOf, type OutlineGroup } from "../model/walk";

interface OutlineProps {
  drawing: Schemas["Drawing"];
  selected: string | null;
  onSelect: (id: string) => void;
}

/** The same content as the drawing, as nested lists. */
export function Outline({ drawing, selected, onSelect }: OutlineProps) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto p-4">
      <GroupList group={outlineOf(drawing)} {...{ drawing, selected, onSelect }} />
    </div>
  );
}

function GroupList({ group, ...rest }: OutlineProps & { group: OutlineGroup }) {
  if (group.nodes.length === 0 && group.groups.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1">
      {group.nodes.map((node) => (
        <li key={node.id}>
          <NodeLine node={node} {...rest} />
        </li>
      ))}
      {group.groups.map((inner) => (
        <li key={inner.id} className="mt-2">
          <p className="px-2 text-xs font-semibold text-muted-foreground">{inner.title}</p>
          <div className="ml-2 border-l pl-2">
            <GroupList group={inner} {...rest} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function NodeLine({
  node,
  drawing,
  selected,
  onSelect,
}: OutlineProps & { node: Schemas["Node"] }) {
  const out = drawing.edges.filter((edge) => edge.source === node.id);
  const titles = new Map(drawing.nodes.map((each) => [each.id, each.title]));
  return (
    <>
      <button
        type="button"
        aria-pressed={node.id === selected}
        onClick={() => onSelect(node.id)}
        className={cn(
          "flex min-h-8 w-full flex-wrap items-center gap-x-2 rounded-md px-2 py-1 text-left hover:bg-accent",
          node.id === selected && "bg-accent text-accent-foreground",
        )}
      >
        <span className="font-medium">{node.title}</span>
        <span className="text-muted-foreground">{node.service}</span>
        {node.findings > 0 && (
          <span className="flex items-center gap-1 text-warn">
            <TriangleAlert aria-hidden="true" className="size-3.5" />
            {node.findings} {node.worst}
          </span>
        )}
        {node.monthly_cost !== null && (
          <span className="ml-auto tabular-nums">{smallMoney(node.monthly_cost)}</span>
        )}
      </button>
      {out.length > 0 && (
        <ul className="ml-5 text-xs text-muted-foreground">
          {out.map((edge) => (
            <li key={edge.id}>
              {edge.step !== null && `${edge.step}. `}
              {edge.label} {titles.get(edge.target)}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
