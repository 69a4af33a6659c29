import { useMemo } from "react";

import type { Schemas } from "@/lib/api/types";
import { cn } from "@/lib/cn";

import { outlineOf, type OutlineEntry, type OutlineGroup } from "../model/outline";
import { compactMoney } from "../model/words";

import { SeverityMark } from "@/components/ui/severity-mark";

interface OutlineProps {
  drawing: Schemas["Drawing"];
  selectedIds: readonly string[];
  marks: ReadonlyMap<string, string>;
  onOpen: (id: string) => void;
}

/** The same content as the drawing, as nested lists. */
export default function Outline({ drawing, ...rest }: OutlineProps) {
  const outline = useMemo(() => outlineOf(drawing), [drawing]);
  return (
    <div
      role="region"
      aria-label="Outline of the design"
      // A region that scrolls must be reachable by keyboard.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="h-full overflow-y-auto p-4 -outline-offset-2"
    >
      <GroupList group={outline} {...rest} />
    </div>
  );
}

type ListProps = Omit<OutlineProps, "drawing">;

function GroupList({ group, ...rest }: ListProps & { group: OutlineGroup }) {
  return (
    <ul className="flex flex-col gap-2">
      {group.entries.map((entry) => (
        <li key={entry.node.id}>
          <Entry entry={entry} {...rest} />
        </li>
      ))}
      {group.groups.map((inner) => (
        <li key={inner.id} className="mt-2">
          <h2 className="mb-1 text-xs font-semibold text-muted-foreground">{inner.title}</h2>
          <div className="border-l pl-3">
            <GroupList group={inner} {...rest} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function Entry({ entry, selectedIds, marks, onOpen }: ListProps & { entry: OutlineEntry }) {
  const { node, leads } = entry;
  const picked = selectedIds.includes(node.id);
  const mark = marks.get(node.id);
  return (
    <div className={cn("rounded-lg border bg-card", picked && "border-primary")}>
      <button
        type="button"
        data-element={node.id}
        aria-pressed={picked}
        onClick={() => onOpen(node.id)}
        className={cn(
          "flex w-full items-center gap-3 rounded-lg px-3 py-2 text-left hover:bg-accent",
          picked && "bg-accent text-accent-foreground",
        )}
      >
        <img src={`/api/v1/icons/${node.icon}.svg`} alt="" className="size-6 shrink-0" />
        <span className="min-w-0 flex-1">
          <span className="block font-medium wrap-anywhere">{node.title}</span>
          <span className="block text-xs text-muted-foreground">
            {node.service}
            {node.existing && ", existing"}
            {mark !== undefined && `, ${mark.toLowerCase()}`}
          </span>
        </span>
        <Findings node={node} />
        {node.monthly_cost !== null && (
          <span className="shrink-0 text-xs tabular-nums">{compactMoney(node.monthly_cost)}</span>
        )}
      </button>
      {leads.length > 0 && (
        <ul className="px-3 pb-2 pl-12 text-xs text-muted-foreground">
          {leads.map(({ edge, target }) => (
            <li key={edge.id}>
              {edge.step != null && <span className="tabular-nums">{edge.step}. </span>}
              {edge.label} <span className="text-foreground">{target.title}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Findings({ node }: { node: Schemas["Node"] }) {
  if (node.findings === 0) return null;
  return (
    <span className="flex shrink-0 items-center gap-1 text-xs">
      <span className="tabular-nums">{node.findings}</span>
      <SeverityMark severity={(node.worst ?? "low") as Schemas["Severity"]} />
    </span>
  );
}
