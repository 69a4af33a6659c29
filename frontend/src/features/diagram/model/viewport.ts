/** Where the drawing lies under its window: a point of it is shown at `x + point * zoom` pixels. */
export interface Viewport {
  x: number;
  y: number;
  zoom: number;
}

interface Size {
  width: number;
  height: number;
}

interface Point {
  x: number;
  y: number;
}

type Box = Point & Size;

const FARTHEST = 0.15;
const NEAREST = 2;
/** Below this zoom a name would be smaller than 10 px even in the far view. */
const LEAST_READABLE = 0.4;
const MARGIN = 16;

export function movedBy(viewport: Viewport, by: Point): Viewport {
  return { ...viewport, x: viewport.x + by.x, y: viewport.y + by.y };
}

/** Zooms so that what is at this point of the window stays there. */
export function zoomedAt(viewport: Viewport, at: Point, factor: number): Viewport {
  const zoom = Math.min(NEAREST, Math.max(FARTHEST, viewport.zoom * factor));
  const scale = zoom / viewport.zoom;
  return {
    x: at.x - (at.x - viewport.x) * scale,
    y: at.y - (at.y - viewport.y) * scale,
    zoom,
  };
}

/** All of the drawing, however small. */
export function showingAll(pane: Size, drawing: Size): Viewport {
  const zoom = Math.min(NEAREST, Math.max(FARTHEST, fitting(pane, drawing)));
  return {
    zoom,
    x: (pane.width - drawing.width * zoom) / 2,
    y: (pane.height - drawing.height * zoom) / 2,
  };
}

/** As large as it fits, but not so small that names cannot be read: then from its beginning. */
export function readable(pane: Size, drawing: Size): Viewport {
  const zoom = Math.min(1.15, Math.max(LEAST_READABLE, fitting(pane, drawing)));
  return {
    zoom,
    x: Math.max(MARGIN, (pane.width - drawing.width * zoom) / 2),
    y: Math.max(MARGIN, (pane.height - drawing.height * zoom) / 2),
  };
}

/** With this box in sight; the same viewport when it is. */
export function revealing(viewport: Viewport, pane: Size, box: Box): Viewport {
  const left = viewport.x + box.x * viewport.zoom;
  const top = viewport.y + box.y * viewport.zoom;
  const inside =
    left >= 0 &&
    top >= 0 &&
    left + box.width * viewport.zoom <= pane.width &&
    top + box.height * viewport.zoom <= pane.height;
  if (inside) return viewport;
  const room = Math.min(pane.width / box.width, pane.height / box.height) * 0.9;
  const zoom = Math.min(viewport.zoom, Math.max(room, LEAST_READABLE));
  return {
    zoom,
    x: pane.width / 2 - (box.x + box.width / 2) * zoom,
    y: pane.height / 2 - (box.y + box.height / 2) * zoom,
  };
}

export function boxAround(boxes: readonly Box[]): Box | null {
  if (boxes.length === 0) return null;
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
  };
}

function fitting(pane: Size, drawing: Size): number {
  return Math.min(
    (pane.width - 2 * MARGIN) / drawing.width,
    (pane.height - 2 * MARGIN) / drawing.height,
  );
}
