import { useMemo, useState, type FocusEvent, type KeyboardEvent, type MouseEvent } from "react";

import type { Schemas } from "@/lib/api/types";
import { isPressed } from "@/lib/shortcuts";

import { useFraming, useRevealed } from "../hooks/use-framing";
import { usePanZoom } from "../hooks/use-pan-zoom";
import { cardsAndFrames } from "../model/frames";
import type { PlacedPin } from "../model/talk";
import { isArrowKey, neighbour } from "../model/walk";

import { Boundaries } from "./boundaries";
import { CanvasDeedsContext, type CanvasDeeds } from "./canvas-deeds";
import { ElementCard } from "./element-card";
import { focusElement } from "./focus-element";
import { Pins } from "./pins";
import { Routes } from "./routes";
import { ZoomControls } from "./zoom-controls";

interface FlowCanvasProps {
  drawing: Schemas["Drawing"];
  selectedIds: readonly string[];
  highlightedIds: readonly string[];
  /** The route of the step that is pointed at. */
  litEdgeId: string | null;
  /** The component whose properties are shown; it stays in sight. */
  openId: string | null;
  marks: ReadonlyMap<string, string>;
  onSelect: (ids: string[]) => void;
  /** Where discussions stand, and what opens them. */
  pins?: readonly PlacedPin[];
  onTalk?: ((elementId: string) => void) | undefined;
  /** Enter or a click: show what is known about the component. */
  onOpen: (id: string, openedBy: "keyboard" | "pointer") => void;
}

/** The drawing as the server laid it out, under a window that is dragged and zoomed. */
export function FlowCanvas(props: FlowCanvasProps) {
  const { drawing, selectedIds, highlightedIds, openId, marks, onSelect, pins, onTalk } = props;
  const [focusedId, setFocusedId] = useState<string | null>(null);
  const { pane, sheet, far, change, showAll, zoomBy, ...framing } = useFraming(drawing);
  usePanZoom({ pane, change, onPressBeside: () => onSelect([]) });
  useRevealed(openId === null ? highlightedIds : [openId], framing);
  const { cards, frames } = useMemo(() => cardsAndFrames(drawing), [drawing]);
  const tabbable = cards.find((node) => node.id === focusedId) ?? cards[0];
  const deeds = deedsOf(props, (id, event) => {
    setFocusedId(id);
    if (event.currentTarget.matches(":focus-visible")) framing.reveal([id]);
  });

  return (
    <CanvasDeedsContext value={deeds}>
      <div
        ref={pane}
        role="group"
        aria-label="Diagram of the design"
        data-canvas=""
        data-far={far ? "" : undefined}
        className="absolute inset-0 cursor-grab touch-none overflow-clip bg-background active:cursor-grabbing"
      >
        <div ref={sheet} className="absolute top-0 left-0 origin-top-left">
          <Routes edges={drawing.edges} lit={litRoutes(props)} />
          {cards.map((element) => (
            <ElementCard
              key={element.id}
              element={element}
              picked={selectedIds.includes(element.id)}
              highlighted={highlightedIds.includes(element.id)}
              mark={marks.get(element.id) ?? null}
              tabbable={element === tabbable}
            />
          ))}
          {pins !== undefined && onTalk !== undefined && <Pins pins={pins} onOpen={onTalk} />}
          <Boundaries groups={drawing.groups} {...{ frames, selectedIds, highlightedIds, marks }} />
        </div>
      </div>
      <ZoomControls onZoom={zoomBy} onFit={showAll} />
    </CanvasDeedsContext>
  );
}

function litRoutes({ drawing, selectedIds, litEdgeId }: FlowCanvasProps): ReadonlySet<string> {
  const lit = drawing.edges.filter(
    ({ id, source, target }) =>
      id === litEdgeId || selectedIds.includes(source) || selectedIds.includes(target),
  );
  return new Set(lit.map(({ id }) => id));
}

function deedsOf(
  { drawing, selectedIds, onSelect, onOpen, onTalk }: FlowCanvasProps,
  onFocus: (id: string, event: FocusEvent<HTMLElement>) => void,
): CanvasDeeds {
  const toggle = (id: string) => {
    const others = selectedIds.filter((each) => each !== id);
    onSelect(others.length < selectedIds.length ? others : [...selectedIds, id]);
  };
  return {
    click: (id: string, event: MouseEvent) => {
      if (event.shiftKey || event.metaKey || event.ctrlKey) toggle(id);
      // A click made by the Enter key has no clicks to count.
      else onOpen(id, event.detail === 0 ? "keyboard" : "pointer");
    },
    press: (id: string, event: KeyboardEvent<HTMLElement>) => {
      if (isPressed(event.nativeEvent, "unpick")) onSelect([]);
      if (onTalk !== undefined && isPressed(event.nativeEvent, "comment")) {
        event.preventDefault();
        onTalk(id);
      }
      if (isPressed(event.nativeEvent, "pick")) {
        event.preventDefault();
        toggle(id);
      }
      if (!isPressed(event.nativeEvent, "walk") || !isArrowKey(event.key)) return;
      event.preventDefault();
      const next = neighbour(drawing, id, event.key);
      if (next !== null)
        focusElement(event.currentTarget.closest<HTMLElement>("[data-canvas]"), next);
    },
    focus: onFocus,
  };
}
