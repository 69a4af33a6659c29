import { useLayoutEffect, useState, type RefObject } from "react";

import type { Direction } from "../api/diagram";

/** What the size of the panel decides; null until it was measured. */
export interface Pane {
  direction: Direction;
  /** Too narrow for a panel beside the drawing. */
  narrow: boolean;
}

const NARROW = 720;

export function usePane(panel: RefObject<HTMLElement | null>): Pane | null {
  const [pane, setPane] = useState<Pane | null>(null);

  useLayoutEffect(() => {
    const element = panel.current;
    if (element === null) return undefined;
    const measure = () => {
      const { width, height } = element.getBoundingClientRect();
      setPane((before) => sameOr(before, paneOf(width, height)));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [panel]);

  return pane;
}

function paneOf(width: number, height: number): Pane {
  return { direction: width < height ? "DOWN" : "RIGHT", narrow: width < NARROW };
}

function sameOr(before: Pane | null, after: Pane): Pane {
  const same = before?.direction === after.direction && before.narrow === after.narrow;
  return same ? before : after;
}
