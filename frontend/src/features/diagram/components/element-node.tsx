import { Handle, Position, type Node, type NodeProps } from "@xyflow/react";
import { Check, TriangleAlert } from "lucide-react";
import { memo } from "react";

import { cn } from "@/lib/cn";
import type { Schemas } from "@/lib/api/types";

import { compactMoney, isSerious, spokenNode } from "../model/words";

import { useCanvasDeeds } from "./canvas-deeds";

export interface ElementData extends Record<string, unknown> {
  element: Schemas["Node"];
  picked: boolean;
  highlighted: boolean;
  /** "Added" or "Changed" while two revisions are compared. */
  mark: string | null;
  /** One component of the drawing is reached by Tab, the others by arrow keys. */
  tabbable: boolean;
}

export type ElementNode = Node<ElementData, "element">;

/** A component: the AWS icon, its name and service, what it costs, and its open findings. */
export const ElementCard = memo(function ElementCard({ data }: NodeProps<ElementNode>) {
  const { element, picked, highlighted, mark, tabbable } = data;
  const deeds = useCanvasDeeds();
  return (
    <>
      <Anchor type="target" />
      <button
        type="button"
        data-element={element.id}
        tabIndex={tabbable ? 0 : -1}
        aria-pressed={picked}
        aria-label={mark === null ? spokenNode(element) : `${spokenNode(element)}, ${mark}`}
        onClick={(event) => deeds.click(element.id, event)}
        onKeyDown={(event) => deeds.press(element.id, event)}
        onFocus={() => deeds.focus(element.id)}
        className={cn(
          "nopan flex size-full flex-col items-center rounded-lg border bg-card px-2 pt-3 text-center text-card-foreground",
          element.existing && "border-dashed border-input",
          picked && "border-primary bg-accent outline-2 outline-primary",
          !picked && highlighted && "border-primary outline-2 outline-dashed outline-primary",
        )}
      >
        <Icon element={element} />
        <span className="mt-1 line-clamp-2 w-full text-[13px]/[15px] font-semibold wrap-anywhere">
          {element.title}
        </span>
        <span className="mt-px w-full truncate text-[11px]/[14px] text-muted-foreground">
          {element.existing ? `${element.service}, existing` : element.service}
        </span>
        <span className="mt-auto mb-1.5 flex w-full items-center justify-between gap-1">
          <Findings element={element} />
          {element.monthly_cost !== null && (
            <span className="ml-auto rounded bg-muted px-1.5 text-[11px]/[18px] tabular-nums">
              {compactMoney(element.monthly_cost)}
            </span>
          )}
        </span>
        <Corner picked={picked} mark={mark} />
      </button>
      <Anchor type="source" />
    </>
  );
});

function Icon({ element }: { element: Schemas["Node"] }) {
  return (
    <img
      src={`/api/v1/icons/${element.icon}.svg`}
      alt=""
      width={48}
      height={48}
      draggable={false}
      className={cn(
        "size-12 shrink-0",
        element.category === "external" && "rounded-md dark:bg-foreground",
      )}
    />
  );
}

function Findings({ element }: { element: Schemas["Node"] }) {
  if (element.findings === 0) return null;
  return (
    <span
      className={cn(
        "inline-flex items-center gap-1 rounded border border-current px-1 text-[11px]/[16px] font-semibold",
        isSerious(element.worst) ? "text-bad" : "text-warn",
      )}
    >
      <TriangleAlert aria-hidden="true" className="size-3" />
      {element.findings} {element.worst ?? "open"}
    </span>
  );
}

function Corner({ picked, mark }: { picked: boolean; mark: string | null }) {
  if (mark !== null) {
    return (
      <span className="absolute top-1.5 left-1.5 rounded bg-primary px-1 text-[11px]/[16px] font-semibold text-primary-foreground">
        {mark}
      </span>
    );
  }
  if (!picked) return null;
  return (
    <span className="absolute top-1.5 right-1.5 rounded-full bg-primary p-0.5 text-primary-foreground">
      <Check aria-hidden="true" className="size-3" strokeWidth={3} />
    </span>
  );
}

/** React Flow draws an edge only between handles; ours has its own points, so these are never seen. */
function Anchor({ type }: { type: "source" | "target" }) {
  return (
    <Handle
      type={type}
      position={Position.Top}
      isConnectable={false}
      aria-hidden="true"
      className="invisible"
    />
  );
}
