import { cn } from "@/lib/cn";
import type { Schemas } from "@/lib/api/types";

type Group = Schemas["Group"];

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

/** The boundaries in the colours of AWS's group icons; a title is opaque, so that no route runs through it. */
export function Boundaries({ groups }: { groups: readonly Group[] }) {
  return (
    <>
      {groups.map((group) => (
        <div
          key={group.id}
          aria-hidden="true"
          className={cn("pointer-events-none absolute border", borders[group.type])}
          style={{
            transform: `translate(${group.x}px, ${group.y}px)`,
            width: group.width,
            height: group.height,
          }}
        >
          <span className="absolute top-0 left-0 flex h-6 items-center gap-2 bg-background pr-2 text-xs font-semibold whitespace-nowrap in-data-far:h-8 in-data-far:text-xl">
            {icons[group.type] === undefined ? (
              <span className="w-0.5" />
            ) : (
              <img src={`/api/v1/icons/${icons[group.type] ?? ""}.svg`} alt="" className="size-6" />
            )}
            {group.title}
          </span>
        </div>
      ))}
    </>
  );
}
