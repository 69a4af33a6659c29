import { useReactFlow, useStore, useStoreApi } from "@xyflow/react";
import { useCallback, useEffect } from "react";

import type { Drawing } from "../api/diagram";

/** Below this zoom a name would be smaller than 10 px even in the far view. */
const LEAST = 0.4;
const MARGIN = 16;

/** Moves the drawing under the window: all of it at first, then whatever must be seen. */
export function useFraming(drawing: Drawing) {
  const flow = useReactFlow();
  const store = useStoreApi();
  const { width, height, nodes } = drawing;

  const showAll = useCallback(() => {
    void flow.fitBounds({ x: 0, y: 0, width, height }, { padding: 0.02 });
  }, [flow, width, height]);

  /** As large as it fits, but not so small that names cannot be read: then from its beginning. */
  const frame = useCallback(() => {
    const pane = store.getState();
    if (pane.width === 0) return;
    const fitting = Math.min(
      (pane.width - 2 * MARGIN) / width,
      (pane.height - 2 * MARGIN) / height,
    );
    const zoom = Math.min(1.15, Math.max(LEAST, fitting));
    void flow.setViewport({
      zoom,
      x: start(pane.width, width * zoom),
      y: start(pane.height, height * zoom),
    });
  }, [flow, store, width, height]);

  const reveal = useCallback(
    (ids: readonly string[]) => {
      const shown = nodes.filter((node) => ids.includes(node.id));
      const box = boxAround(shown);
      if (box === null) return;
      const { transform, width: paneWidth, height: paneHeight } = store.getState();
      const [x, y, zoom] = transform;
      const inside =
        box.x * zoom + x >= 0 &&
        box.y * zoom + y >= 0 &&
        (box.x + box.width) * zoom + x <= paneWidth &&
        (box.y + box.height) * zoom + y <= paneHeight;
      if (inside) return;
      const room = Math.min(paneWidth / box.width, paneHeight / box.height) * 0.9;
      void flow.setCenter(box.x + box.width / 2, box.y + box.height / 2, {
        zoom: Math.min(zoom, Math.max(room, LEAST)),
      });
    },
    [flow, store, nodes],
  );

  useEffect(frame, [frame]);
  return { showAll, frame, reveal };
}

/** Shows the components again whenever they or the size of the pane change. */
export function useRevealed(
  ids: readonly string[],
  reveal: (ids: readonly string[]) => void,
): void {
  const paneWidth = useStore((state) => state.width);
  const paneHeight = useStore((state) => state.height);
  const key = ids.join("\n");
  useEffect(() => {
    if (key !== "") reveal(key.split("\n"));
  }, [key, paneWidth, paneHeight, reveal]);
}

/** Centred when there is room, else from the margin on. */
function start(room: number, extent: number): number {
  return Math.max(MARGIN, (room - extent) / 2);
}

function boxAround(nodes: Drawing["nodes"]) {
  if (nodes.length === 0) return null;
  const x = Math.min(...nodes.map((node) => node.x));
  const y = Math.min(...nodes.map((node) => node.y));
  return {
    x,
    y,
    width: Math.max(...nodes.map((node) => node.x + node.width)) - x,
    height: Math.max(...nodes.map((node) => node.y + node.height)) - y,
  };
}
