import { cn } from "@/lib/cn";
import type { Schemas } from "@/lib/api/types";

import { BoundaryElement } from "./boundary-element";

type Group = Schemas["Group"];
type Node = Schemas["Node"];

const icons: Partial<Record<Group["type"], string>> = {
  account: "AWSCloudlogo",
  region: "Region",
  vpc: "VirtualprivatecloudVPC",
  public_subnet: "Publicsubnet",
  private_subnet: "Privatesubnet",
};

const borders: Record<Group["type"], string> = {
  external: "border-dashed border-input",
  account: "border-muted-foreground",
  region: "border-dashed border-[#00a4a6]",
  edge: "border-dashed border-[#8c4fff] dark:border-[#a67aff]",
  vpc: "border-[#8c4fff] dark:border-[#a67aff]",
  public_subnet: "border-[#7aa116]",
  private_subnet: "border-[#00a4a6]",
};

interface BoundariesProps {
  groups: readonly Group[];
  /** The components that are drawn as boundaries, by the id of the group. */
  frames: ReadonlyMap<string, Node>;
  selectedIds: readonly string[];
  highlightedIds: readonly string[];
  marks: ReadonlyMap<string, string>;
}

/** The boundaries in the colours of AWS's group icons; a title is opaque, so that no route runs through it. */
export function Boundaries(props: BoundariesProps) {
  return (
    <>
      {props.groups.map((group) => (
        <Boundary key={group.id} group={group} {...props} />
      ))}
    </>
  );
}

function Boundary({ group, frames, marks, ...chosen }: BoundariesProps & { group: Group }) {
  const element = frames.get(group.id) ?? null;
  return (
    <div
      aria-hidden={element === null ? true : undefined}
      className={cn(
        "pointer-events-none absolute border",
        borders[group.type],
        element !== null && emphasis(element, chosen),
      )}
      style={{
        transform: `translate(${group.x}px, ${group.y}px)`,
        width: group.width,
        height: group.height,
      }}
    >
      {element === null ? (
        <span className="absolute top-0 left-0 flex h-6 items-center gap-2 bg-background pr-2 text-xs font-semibold whitespace-nowrap in-data-far:h-8 in-data-far:text-xl">
          <GroupIcon group={group} />
          {group.title}
        </span>
      ) : (
        <BoundaryElement
          element={element}
          picked={chosen.selectedIds.includes(element.id)}
          mark={marks.get(element.id) ?? null}
        >
          <GroupIcon group={group} />
        </BoundaryElement>
      )}
    </div>
  );
}

function emphasis(
  { id, existing }: Node,
  { selectedIds, highlightedIds }: Pick<BoundariesProps, "selectedIds" | "highlightedIds">,
): string {
  const dashes = existing ? "border-dashed" : "";
  if (selectedIds.includes(id)) return cn(dashes, "border-primary outline-2 outline-primary");
  if (!highlightedIds.includes(id)) return dashes;
  return cn(dashes, "border-primary outline-2 outline-primary outline-dashed");
}

function GroupIcon({ group }: { group: Group }) {
  const icon = icons[group.type];
  if (icon === undefined) return <span className="w-0.5" />;
  return <img src={`/api/v1/icons/${icon}.svg`} alt="" draggable={false} className="size-6" />;
}
