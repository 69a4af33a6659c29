import { Check, TriangleAlert } from "lucide-react";
import { memo } from "react";

import type { Schemas } from "@/lib/api/types";
import { cn } from "@/lib/cn";

import { connectionsSpoken, isSerious } from "../model/words";

import { useCanvasDeeds } from "./canvas-deeds";
import { Cost, Findings, Unseen } from "./element-words";

interface ElementCardProps {
  element: Schemas["Node"];
  picked: boolean;
  highlighted: boolean;
  /** "New" or "Changed" while two revisions are compared. */
  mark: string | null;
  /** One component of the drawing is reached by Tab, the others by arrow keys. */
  tabbable: boolean;
}

/** A component: the AWS icon, its name and service, what it costs, and its open findings. */
export const ElementCard = memo(function ElementCard(props: ElementCardProps) {
  const { element, picked, highlighted, mark, tabbable } = props;
  const deeds = useCanvasDeeds();
  return (
    <button
      type="button"
      data-element={element.id}
      tabIndex={tabbable ? 0 : -1}
      aria-pressed={picked}
      onClick={(event) => deeds.click(element.id, event)}
      onKeyDown={(event) => deeds.press(element.id, event)}
      onFocus={(event) => deeds.focus(element.id, event)}
      style={{
        transform: `translate(${element.x}px, ${element.y}px)`,
        width: element.width,
        height: element.height,
      }}
      className={cn(
        "absolute flex flex-col items-center rounded-lg border px-1.5 pt-2 text-center text-card-foreground select-none focus-visible:outline-4 focus-visible:outline-ring",
        element.existing && "border-dashed border-input",
        picked ? "border-primary bg-accent outline-2 outline-primary" : "bg-card",
        element.existing && !picked && "hatched",
        !picked && highlighted && "border-primary outline-2 outline-primary outline-dashed",
      )}
    >
      <Icon element={element} />
      <span className="mt-1 line-clamp-2 w-full text-[14px]/[16px] font-semibold wrap-anywhere in-data-far:line-clamp-3 in-data-far:text-[23px]/[25px]">
        {element.title}
      </span>
      <span className="mt-px w-full truncate text-[12px]/[15px] text-muted-foreground in-data-far:sr-only">
        <Unseen>, </Unseen>
        {element.existing ? `${element.service}, existing` : element.service}
      </span>
      <span className="mt-auto mb-1 flex w-full items-center justify-between gap-1 in-data-far:sr-only">
        <Findings element={element} />
        <span className="ml-auto">
          <Cost element={element} />
        </span>
      </span>
      <Unseen>{connectionsSpoken(element)}</Unseen>
      <Corner {...{ element, picked, mark }} />
    </button>
  );
});

function Icon({ element }: { element: Schemas["Node"] }) {
  return (
    <img
      src={`/api/v1/icons/${element.icon}.svg`}
      alt=""
      width={40}
      height={40}
      draggable={false}
      className={cn(
        "size-10 shrink-0",
        element.category === "external" && "rounded-md dark:bg-foreground",
      )}
    />
  );
}

interface CornerProps {
  element: Schemas["Node"];
  picked: boolean;
  mark: string | null;
}

function Corner({ element, picked, mark }: CornerProps) {
  return (
    <>
      {mark !== null && (
        <span className="absolute top-1.5 left-1.5 rounded bg-primary px-1 text-[11px]/[16px] font-semibold text-primary-foreground in-data-far:text-xl">
          <Unseen>, </Unseen>
          {mark}
        </span>
      )}
      {picked && (
        <span className="absolute top-1.5 right-1.5 rounded-full bg-primary p-0.5 text-primary-foreground">
          <Check aria-hidden="true" className="size-3 in-data-far:size-5" strokeWidth={3} />
        </span>
      )}
      {element.findings > 0 && (
        <TriangleAlert
          aria-hidden="true"
          className={cn(
            "absolute top-2 left-2 hidden size-7 in-data-far:block",
            mark !== null && "in-data-far:hidden",
            isSerious(element.worst) ? "text-bad" : "text-warn",
          )}
        />
      )}
    </>
  );
}
