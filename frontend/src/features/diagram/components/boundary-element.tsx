import { Check } from "lucide-react";

import { cn } from "@/lib/cn";
import type { Schemas } from "@/lib/api/types";

import { connectionsSpoken } from "../model/words";

import { useCanvasDeeds } from "./canvas-deeds";
import { Cost, Findings, Unseen } from "./element-words";

interface BoundaryElementProps {
  element: Schemas["Node"];
  picked: boolean;
  /** "New" or "Changed" while two revisions are compared. */
  mark: string | null;
  /** The icon of the boundary. */
  children: React.ReactNode;
}

/** A component that is drawn as a boundary: what a card says stands in the title band and answers like a card. */
export function BoundaryElement({ element, picked, mark, children }: BoundaryElementProps) {
  const deeds = useCanvasDeeds();
  return (
    <button
      type="button"
      data-element={element.id}
      aria-pressed={picked}
      onClick={(event) => deeds.click(element.id, event)}
      onKeyDown={(event) => deeds.press(element.id, event)}
      onFocus={(event) => deeds.focus(element.id, event)}
      className={cn(
        "pointer-events-auto absolute top-0 left-0 flex h-6 max-w-full items-center gap-2 pr-2 text-xs whitespace-nowrap select-none focus-visible:outline-4 focus-visible:outline-ring in-data-far:h-8 in-data-far:text-xl",
        picked ? "bg-accent" : "bg-background",
        element.existing && !picked && "hatched",
      )}
    >
      {children}
      <span className="truncate font-semibold">{element.title}</span>
      <span className="text-muted-foreground in-data-far:sr-only">
        <Unseen>, </Unseen>
        {element.existing ? `${element.service}, existing` : element.service}
      </span>
      <Cost element={element} />
      <Findings element={element} />
      <Unseen>{connectionsSpoken(element)}</Unseen>
      {mark !== null && (
        <span className="rounded bg-primary px-1 text-[11px]/[16px] font-semibold text-primary-foreground in-data-far:text-xl">
          <Unseen>, </Unseen>
          {mark}
        </span>
      )}
      {picked && (
        <Check
          aria-hidden="true"
          className="size-3 text-primary in-data-far:size-5"
          strokeWidth={3}
        />
      )}
    </button>
  );
}
