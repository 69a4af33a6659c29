import "@xyflow/react/dist/base.css";

import { ReactFlow, ReactFlowProvider, useStore } from "@xyflow/react";
import { useState, type FocusEvent, type KeyboardEvent, type MouseEvent } from "react";

import type { Schemas } from "@/lib/api/types";
import { isPressed } from "@/lib/shortcuts";

import { useFraming, useRevealed } from "../hooks/use-framing";
import { isArrowKey, neighbour } from "../model/walk";

import { Boundaries } from "./boundaries";
import { CanvasDeedsContext, type CanvasDeeds } from "./canvas-deeds";
import { ElementCard, type ElementNode } from "./element-node";
import { focusElement } from "./focus-element";
import { RouteLine, type RouteEdge } from "./route-edge";
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
  /** Enter or a click: show what is known about the component. */
  onOpen: (id: string, openedBy: "keyboard" | "pointer") => void;
}

const nodeTypes = { element: ElementCard };
const edgeTypes = { route: RouteLine };
/** From here on cards show only icon and name, in large type. */
const FAR = 0.62;

export function FlowCanvas(props: FlowCanvasProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}

function Canvas(props: FlowCanvasProps) {
  const { drawing, highlightedIds, openId, onSelect } = props;
  const [focusedId, setFocusedId] = useState<string | null>(null);
  const far = useStore((state) => state.transform[2] < FAR);
  const { showAll, frame, reveal } = useFraming(drawing);
  useRevealed(openId === null ? highlightedIds : [openId], reveal);
  const deeds = deedsOf(props, (id, event) => {
    setFocusedId(id);
    if (event.currentTarget.matches(":focus-visible")) reveal([id]);
  });

  return (
    <CanvasDeedsContext value={deeds}>
      <ReactFlow
        aria-label="Diagram of the design"
        data-far={far ? "" : undefined}
        nodes={nodesOf(props, focusedId)}
        edges={edgesOf(props)}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        zoomOnDoubleClick={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        minZoom={0.15}
        maxZoom={2}
        onInit={frame}
        onPaneClick={() => onSelect([])}
        className="bg-background [--xy-attribution-background-color:transparent] [&_.react-flow\_\_attribution_a]:text-muted-foreground!"
      >
        <Boundaries groups={drawing.groups} />
        <ZoomControls onFit={showAll} />
      </ReactFlow>
    </CanvasDeedsContext>
  );
}

function nodesOf(
  { drawing, selectedIds, highlightedIds, marks }: FlowCanvasProps,
  focusedId: string | null,
): ElementNode[] {
  const known = drawing.nodes.some((node) => node.id === focusedId);
  const tabbableId = known ? focusedId : drawing.nodes[0]?.id;
  return drawing.nodes.map((element) => ({
    id: element.id,
    type: "element",
    position: { x: element.x, y: element.y },
    width: element.width,
    height: element.height,
    measured: { width: element.width, height: element.height },
    data: {
      element,
      picked: selectedIds.includes(element.id),
      highlighted: highlightedIds.includes(element.id),
      mark: marks.get(element.id) ?? null,
      tabbable: element.id === tabbableId,
    },
  }));
}

function edgesOf({ drawing, selectedIds, litEdgeId }: FlowCanvasProps): RouteEdge[] {
  return drawing.edges.map((route) => ({
    id: route.id,
    type: "route",
    source: route.source,
    target: route.target,
    data: {
      route,
      lit:
        route.id === litEdgeId ||
        selectedIds.includes(route.source) ||
        selectedIds.includes(route.target),
    },
  }));
}

function deedsOf(
  { drawing, selectedIds, onSelect, onOpen }: FlowCanvasProps,
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
      if (isPressed(event.nativeEvent, "pick")) {
        event.preventDefault();
        toggle(id);
      }
      if (!isPressed(event.nativeEvent, "walk") || !isArrowKey(event.key)) return;
      event.preventDefault();
      const next = neighbour(drawing, id, event.key);
      if (next !== null)
        focusElement(event.currentTarget.closest<HTMLElement>(".react-flow"), next);
    },
    focus: onFocus,
  };
}
