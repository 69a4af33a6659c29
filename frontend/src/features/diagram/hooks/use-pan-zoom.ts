import { useEffect, useEffectEvent, type RefObject } from "react";

import { movedBy, zoomedAt, type Viewport } from "../model/viewport";

interface PanZoom {
  pane: RefObject<HTMLElement | null>;
  /** Changes where the drawing lies. */
  change: (next: (viewport: Viewport) => Viewport) => void;
  /** A press beside everything, without a movement. */
  onPressBeside: () => void;
}

/** A finger or mouse that trembles less than this has pressed, not moved; in pixels. */
const TREMBLE = 4;

interface Finger {
  x: number;
  y: number;
}

/** Moves the drawing by dragging, and zooms it by wheel, by trackpad and by two fingers. */
export function usePanZoom({ pane, change, onPressBeside }: PanZoom): void {
  const move = useEffectEvent(change);
  const press = useEffectEvent(onPressBeside);
  useEffect(() => {
    const element = pane.current;
    if (element === null) return undefined;
    const heard = new AbortController();
    const { signal } = heard;
    const fingers = new Map<number, Finger>();
    let travelled = 0;

    const at = (event: MouseEvent): Finger => {
      const box = element.getBoundingClientRect();
      return { x: event.clientX - box.left, y: event.clientY - box.top };
    };
    const down = (event: PointerEvent) => {
      if (event.button !== 0) return;
      if (fingers.size === 0) travelled = 0;
      fingers.set(event.pointerId, at(event));
    };
    const drag = (event: PointerEvent) => {
      const before = fingers.get(event.pointerId);
      if (before === undefined) return;
      const now = at(event);
      travelled += Math.hypot(now.x - before.x, now.y - before.y);
      if (travelled < TREMBLE) return;
      // From here on the press belongs to the drawing, also when it began on a card.
      element.setPointerCapture(event.pointerId);
      const [other] = [...fingers].filter(([id]) => id !== event.pointerId);
      fingers.set(event.pointerId, now);
      move((viewport) => dragged(viewport, { before, now, other: other?.[1] ?? null }));
    };
    const up = (event: PointerEvent) => {
      const known = fingers.delete(event.pointerId);
      const beside = event.target instanceof Element && event.target.closest("button, a") === null;
      if (known && event.type === "pointerup" && travelled < TREMBLE && beside) press();
    };
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      move((viewport) => zoomedAt(viewport, at(event), wheelFactor(event)));
    };
    element.addEventListener("pointerdown", down, { signal });
    element.addEventListener("pointermove", drag, { signal });
    element.addEventListener("pointerup", up, { signal });
    element.addEventListener("pointercancel", up, { signal });
    element.addEventListener("wheel", wheel, { signal, passive: false });
    return () => heard.abort();
  }, [pane]);
}

interface Drag {
  before: Finger;
  now: Finger;
  /** The finger that rests meanwhile. */
  other: Finger | null;
}

function dragged(viewport: Viewport, { before, now, other }: Drag): Viewport {
  if (other === null) return movedBy(viewport, { x: now.x - before.x, y: now.y - before.y });
  const factor = distance(now, other) / Math.max(1, distance(before, other));
  const half = { x: (now.x - before.x) / 2, y: (now.y - before.y) / 2 };
  return zoomedAt(movedBy(viewport, half), middle(now, other), factor);
}

/** Lines count for 16 px; a trackpad's pinch comes as a wheel with Ctrl and small steps. */
function wheelFactor(event: WheelEvent): number {
  const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 16 : event.deltaY;
  return 2 ** (-pixels * (event.ctrlKey ? 0.01 : 0.002));
}

function distance(one: Finger, other: Finger): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}

function middle(one: Finger, other: Finger): Finger {
  return { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 };
}
