import type { Schemas } from "@/lib/api/types";

type Drawing = Schemas["Drawing"];
type Node = Schemas["Node"];

const BAND_HEIGHT = 28;
const BAND_WIDTH = 156;

/** What is drawn as cards, and what is drawn as boundaries, by the id of the boundary. */
export function cardsAndFrames({ nodes }: Drawing): {
  cards: readonly Node[];
  frames: ReadonlyMap<string, Node>;
} {
  const frames = nodes.flatMap((node): [string, Node][] =>
    node.frames && node.group !== null ? [[node.group, node]] : [],
  );
  return { cards: nodes.filter((node) => !node.frames), frames: new Map(frames) };
}

/** Where a component answers: its card, or the title band of its boundary. */
export function handleOf(node: Node): { x: number; y: number; width: number; height: number } {
  const { x, y, width, height } = node;
  if (!node.frames) return { x, y, width, height };
  return { x, y, width: Math.min(width, BAND_WIDTH), height: BAND_HEIGHT };
}
