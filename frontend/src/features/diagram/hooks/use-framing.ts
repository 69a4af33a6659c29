import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";

import type { Drawing } from "../api/diagram";
import { handleOf } from "../model/frames";
import {
  boxAround,
  movedBy,
  readable,
  revealing,
  showingAll,
  zoomedAt,
  type Viewport,
} from "../model/viewport";

/** From here on cards show only icon and name, in large type. */
const FAR = 0.62;

interface Framing {
  pane: RefObject<HTMLDivElement | null>;
  /** What is moved under the pane. */
  sheet: RefObject<HTMLDivElement | null>;
  far: boolean;
  /** Changes with the size of the pane. */
  paneSize: string;
  change: (next: (viewport: Viewport) => Viewport) => void;
  showAll: () => void;
  zoomBy: (factor: number) => void;
  reveal: (ids: readonly string[]) => void;
}

/** Moves the drawing under the window: all of it at first, then whatever must be seen. */
export function useFraming(drawing: Drawing): Framing {
  const pane = useRef<HTMLDivElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const viewport = useRef<Viewport>({ x: 0, y: 0, zoom: 1 });
  const [far, setFar] = useState(false);
  const paneSize = usePaneSize(pane);
  const { width, height, nodes } = drawing;

  // Written to the element itself: dragging must not render the cards again.
  const change = useCallback((next: (viewport: Viewport) => Viewport) => {
    const to = next(viewport.current);
    viewport.current = to;
    setFar(to.zoom < FAR);
    if (sheet.current !== null)
      sheet.current.style.transform = `translate(${to.x}px, ${to.y}px) scale(${to.zoom})`;
  }, []);

  const reveal = useCallback(
    (ids: readonly string[]) => {
      const box = boxAround(nodes.filter((node) => ids.includes(node.id)).map(handleOf));
      const size = sizeOf(pane.current);
      if (box !== null && size !== null) change((now) => revealing(now, size, box));
    },
    [change, nodes],
  );

  useKeptCentre(pane, { paneSize, change });

  const measured = paneSize !== "";
  useLayoutEffect(() => {
    const size = sizeOf(pane.current);
    if (measured && size !== null) change(() => readable(size, { width, height }));
  }, [change, measured, width, height]);

  return {
    pane,
    sheet,
    far,
    paneSize,
    change,
    showAll: () => {
      const size = sizeOf(pane.current);
      if (size !== null) change(() => showingAll(size, { width, height }));
    },
    zoomBy: (factor) => {
      const size = sizeOf(pane.current);
      if (size === null) return;
      const centre = { x: size.width / 2, y: size.height / 2 };
      change((now) => zoomedAt(now, centre, factor));
    },
    reveal,
  };
}

/** What is in the middle stays there when a panel takes room beside the drawing. */
function useKeptCentre(
  pane: RefObject<HTMLElement | null>,
  { paneSize, change }: Pick<Framing, "paneSize" | "change">,
): void {
  const before = useRef<ReturnType<typeof sizeOf>>(null);
  useLayoutEffect(() => {
    const was = before.current;
    const size = sizeOf(pane.current);
    before.current = size;
    if (was === null || size === null || paneSize === "") return;
    const by = { x: (size.width - was.width) / 2, y: (size.height - was.height) / 2 };
    change((now) => movedBy(now, by));
  }, [pane, paneSize, change]);
}

/** Shows the components again whenever they or the size of the pane change. */
export function useRevealed(
  ids: readonly string[],
  { reveal, paneSize }: Pick<Framing, "reveal" | "paneSize">,
): void {
  const key = ids.join("\n");
  useEffect(() => {
    if (key !== "" && paneSize !== "") reveal(key.split("\n"));
  }, [key, paneSize, reveal]);
}

/** "640x480", or nothing until there is one. */
function usePaneSize(pane: RefObject<HTMLElement | null>): string {
  const [size, setSize] = useState("");
  useLayoutEffect(() => {
    const element = pane.current;
    if (element === null) return undefined;
    const measure = () => {
      const now = sizeOf(element);
      setSize(now === null ? "" : `${now.width}x${now.height}`);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [pane]);
  return size;
}

function sizeOf(pane: HTMLElement | null): { width: number; height: number } | null {
  if (pane === null || pane.clientWidth === 0 || pane.clientHeight === 0) return null;
  return { width: pane.clientWidth, height: pane.clientHeight };
}
