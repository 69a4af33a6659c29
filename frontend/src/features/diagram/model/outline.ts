import type { Schemas } from "@/lib/api/types";

type Drawing = Schemas["Drawing"];
type Node = Schemas["Node"];
type Edge = Schemas["Edge"];

export interface OutlineEntry {
  node: Node;
  /** Where its connections lead, in the order of the steps. */
  leads: readonly { edge: Edge; target: Node }[];
}

export interface OutlineGroup {
  id: string;
  title: string;
  entries: readonly OutlineEntry[];
  groups: readonly OutlineGroup[];
}

/** The drawing as nested lists; the outermost group holds what stands in no boundary. Empty groups are left out. */
export function outlineOf(drawing: Drawing): OutlineGroup {
  return groupOf(drawing, { id: null, title: "" });
}

function groupOf(drawing: Drawing, group: { id: string | null; title: string }): OutlineGroup {
  return {
    id: group.id ?? "",
    title: group.title,
    entries: drawing.nodes
      .filter((node) => node.group === group.id)
      .map((node) => ({ node, leads: leadsFrom(drawing, node.id) })),
    groups: drawing.groups
      .filter((each) => each.parent === group.id)
      .map((each) => groupOf(drawing, each))
      .filter((each) => each.entries.length > 0 || each.groups.length > 0),
  };
}

function leadsFrom(drawing: Drawing, id: string): OutlineEntry["leads"] {
  return drawing.edges
    .filter((edge) => edge.source === id)
    .toSorted((one, other) => (one.step ?? Infinity) - (other.step ?? Infinity))
    .flatMap((edge) => {
      const target = drawing.nodes.find((node) => node.id === edge.target);
      return target === undefined ? [] : [{ edge, target }];
    });
}
