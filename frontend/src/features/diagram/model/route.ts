interface Point {
  x: number;
  y: number;
}

const RADIUS = 6;

/** The SVG path of a route with rounded bends, as every export draws it. */
export function routePath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return "";
  const parts = [`M${first.x} ${first.y}`];
  for (const [index, point] of rest.entries()) {
    const before = points[index] ?? first;
    const after = points[index + 2];
    parts.push(after === undefined ? `L${point.x} ${point.y}` : bend(before, point, after));
  }
  return parts.join("");
}

function bend(before: Point, corner: Point, after: Point): string {
  const start = towards(corner, before);
  const end = towards(corner, after);
  return `L${start.x} ${start.y}Q${corner.x} ${corner.y} ${end.x} ${end.y}`;
}

function towards(from: Point, to: Point): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (length === 0) return from;
  const step = Math.min(RADIUS, length / 2) / length;
  return { x: from.x + (to.x - from.x) * step, y: from.y + (to.y - from.y) * step };
}
