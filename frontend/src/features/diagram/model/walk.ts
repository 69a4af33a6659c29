import type { Schemas } from "@/lib/api/types";

import { handleOf } from "./frames";

type Drawing = Schemas["Drawing"];
type Node = Schemas["Node"];

export type ArrowKey = "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight";

const headings: Record<ArrowKey, { x: number; y: number }> = {
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
};

export function isArrowKey(key: string): key is ArrowKey {
  return key in headings;
}

/**
 * The component an arrow key goes to: a connected one in that direction, else the nearest one there.
 *
 * "In that direction" is a cone of 60 degrees to either side; null at the border of the drawing.
 */
export function neighbour(drawing: Drawing, fromId: string, key: ArrowKey): string | null {
  const from = drawing.nodes.find((node) => node.id === fromId);
  if (from === undefined) return null;
  const connected = connectedTo(drawing, fromId);
  const near = drawing.nodes.filter((node) => connected.has(node.id));
  return nearest(from, near, key) ?? nearest(from, drawing.nodes, key);
}

function connectedTo(drawing: Drawing, id: string): Set<string> {
  const found = new Set<string>();
  for (const edge of drawing.edges) {
    if (edge.source === id) found.add(edge.target);
    if (edge.target === id) found.add(edge.source);
  }
  return found;
}

function nearest(from: Node, nodes: readonly Node[], key: ArrowKey): string | null {
  let best: { id: string; cost: number } | null = null;
  for (const node of nodes) {
    const cost = node.id === from.id ? null : costTo(from, node, key);
    if (cost !== null && (best === null || cost < best.cost)) best = { id: node.id, cost };
  }
  return best?.id ?? null;
}

/** Distance, with what lies aside counted double; null outside the cone. */
function costTo(from: Node, to: Node, key: ArrowKey): number | null {
  const heading = headings[key];
  const dx = middleX(to) - middleX(from);
  const dy = middleY(to) - middleY(from);
  const ahead = dx * heading.x + dy * heading.y;
  const aside = Math.abs(dx * heading.y) + Math.abs(dy * heading.x);
  if (ahead <= 0 || aside > ahead * Math.sqrt(3)) return null;
  return ahead + aside * 2;
}

function middleX(node: Node): number {
  const { x, width } = handleOf(node);
  return x + width / 2;
}

function middleY(node: Node): number {
  const { y, height } = handleOf(node);
  return y + height / 2;
}
