import type { Schemas } from "@/lib/api/types";

import { nodeWords } from "./walk";

type Drawing = Schemas["Drawing"];

export interface Marks {
  selected: string | null;
  highlighted: readonly string[];
}

/** Nodes and edges for the canvas, at the places the server gave them. */
export function flowElements(drawing: Drawing, { selected, highlighted }: Marks) {
  const boundaries = drawing.groups.map((group) => ({
    id: `group:${group.id}`,
    type: "boundary" as const,
    position: { x: group.x, y: group.y },
    width: group.width,
    height: group.height,
    data: { group },
    zIndex: -1,
    focusable: false,
    selectable: false,
  }));
  const components = drawing.nodes.map((node) => ({
    id: node.id,
    type: "component" as const,
    position: { x: node.x, y: node.y },
    width: node.width,
    height: node.height,
    data: { node, selected: node.id === selected, highlighted: highlighted.includes(node.id) },
    ariaLabel: nodeWords(node),
    ariaRole: "button" as const,
  }));
  const edges = drawing.edges.map((edge) => ({
    id: edge.id,
    type: "route" as const,
    source: edge.source,
    target: edge.target,
    data: { edge, active: edge.source === selected || edge.target === selected },
    focusable: false,
    selectable: false,
  }));
  return { nodes: [...boundaries, ...components], edges };
}
