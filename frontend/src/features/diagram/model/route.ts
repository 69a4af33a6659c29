import type { Schemas } from "@/lib/api/types";

type Point = Schemas["Point"];

const RADIUS = 6;
const HEAD_LENGTH = 9;
const HEAD_HALF = 4;

/** The SVG paths of a route as the server laid it out: the line with rounded bends, and its arrowhead. */
export function routePaths(points: readonly Point[]): { line: string; head: string } {
  const end = points.at(-1);
  const before = points.at(-2);
  if (end === undefined || before === undefined) return { line: "", head: "" };
  return {
    line: rounded([...points.slice(0, -1), shortened(before, end)]),
    head: head(before, end),
  };
}

/** The line stops inside the arrowhead, so that it does not show beside the point. */
function shortened(before: Point, end: Point): Point {
  const length = distance(before, end);
  if (length <= HEAD_LENGTH) return end;
  const share = (HEAD_LENGTH - 1) / length;
  return { x: end.x - (end.x - before.x) * share, y: end.y - (end.y - before.y) * share };
}

function head(before: Point, tip: Point): string {
  const { x: dx, y: dy } = unit(before, tip);
  const backX = tip.x - dx * HEAD_LENGTH;
  const backY = tip.y - dy * HEAD_LENGTH;
  const left = at(backX - dy * HEAD_HALF, backY + dx * HEAD_HALF);
  const right = at(backX + dy * HEAD_HALF, backY - dx * HEAD_HALF);
  return `M${at(tip.x, tip.y)}L${left}L${right}z`;
}

function rounded(points: readonly Point[]): string {
  const parts = points.map((point, index) => {
    const before = points[index - 1];
    const after = points[index + 1];
    if (before === undefined) return `M${at(point.x, point.y)}`;
    if (after === undefined) return `L${at(point.x, point.y)}`;
    return bend(before, point, after);
  });
  return parts.join("");
}

function bend(before: Point, corner: Point, after: Point): string {
  const radius = Math.min(RADIUS, distance(before, corner) / 2, distance(corner, after) / 2);
  const into = unit(before, corner);
  const out = unit(corner, after);
  const start = at(corner.x - into.x * radius, corner.y - into.y * radius);
  const end = at(corner.x + out.x * radius, corner.y + out.y * radius);
  return `L${start}Q${at(corner.x, corner.y)} ${end}`;
}

function unit(from: Point, to: Point): Point {
  const length = distance(from, to) || 1;
  return { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
}

function distance(from: Point, to: Point): number {
  return Math.hypot(to.x - from.x, to.y - from.y);
}

function at(x: number, y: number): string {
  return `${Number(x.toFixed(1))} ${Number(y.toFixed(1))}`;
}
