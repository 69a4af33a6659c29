import type { Schemas } from "@/lib/api/types";

type Drawing = Schemas["Drawing"];
type Node = Schemas["Node"];
export type Direction = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown";

const vectors: Record<Direction, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export function directionOf(key: string): Direction | null {
  return key in vectors ? (key as Direction) : null;
}

/** The node that an arrow key leads to: a connected one that way if there is one, else the nearest. */
export function neighbour(drawing: Drawing, from: string, direction: Direction): string | null {
  const start = drawing.nodes.find((node) => node.id === from);
  if (start === undefined) return null;
  const connected = connectedTo(drawing, from);
  const others = drawing.nodes.filter((node) => node.id !== from);
  const near = nearest(
    start,
    others.filter((node) => connected.has(node.id)),
    direction,
  );
  return near ?? nearest(start, others, direction);
}

function connectedTo(drawing: Drawing, id: string): ReadonlySet<string> {
  return new Set(
    drawing.edges.flatMap((edge) => {
      if (edge.source === id) return [edge.target];
      return edge.target === id ? [edge.source] : [];
    }),
  );
}

function nearest(start: Node, nodes: readonly Node[], direction: Direction): string | null {
  const [ahead, aside] = vectors[direction];
  let best: { id: string; cost: number } | null = null;
  for (const node of nodes) {
    const dx = node.x + node.width / 2 - (start.x + start.width / 2);
    const dy = node.y + node.height / 2 - (start.y + start.height / 2);
    const forward = dx * ahead + dy * aside;
    const sideways = Math.abs(dx * aside) + Math.abs(dy * ahead);
    // Inside the quarter that the arrow points to, a little more generous than 45°.
    if (forward <= 0 || sideways > forward * 1.5) continue;
    const cost = forward + sideways * 2;
    if (best === null || cost < best.cost) best = { id: node.id, cost };
  }
  return best?.id ?? null;
}

/** What a screen reader says of a node: "Orders, Amazon DynamoDB, 1 open finding, connects from API handler". */
export function nodeWords(node: Node): string {
  const parts = [node.title, node.service];
  if (node.existing) parts.push("already exists");
  if (node.findings > 0)
    parts.push(`${node.findings} open ${node.findings === 1 ? "finding" : "findings"}`);
  if (node.connects_from.length > 0) parts.push(`connects from ${node.connects_from.join(", ")}`);
  if (node.connects_to.length > 0) parts.push(`connects to ${node.connects_to.join(", ")}`);
  return parts.join(", ");
}

export interface OutlineGroup {
  id: string;
  title: string;
  nodes: readonly Node[];
  groups: readonly OutlineGroup[];
}

/** The drawing as nested lists; the outermost group holds what lies outside all boundaries. */
export function outlineOf(drawing: Drawing): OutlineGroup {
  const inside = (parent: string | null): Omit<OutlineGroup, "id" | "title"> => ({
    nodes: drawing.nodes.filter((node) => node.group === parent),
    groups: drawing.groups
      .filter((group) => group.parent === parent)
      .map(({ id, title }) => ({ id, title, ...inside(id) })),
  });
  return { id: "", title: "Outside", ...inside(null) };
}
