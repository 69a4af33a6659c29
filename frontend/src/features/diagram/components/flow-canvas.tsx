import "@xyflow/react/dist/base.css";

import { ReactFlow, ReactFlowProvider, useReactFlow } from "@xyflow/react";
import {
  useCallback,
  useEffect,
  useMemo,
  useState,
  type KeyboardEvent,
  type MouseEvent,
} from "react";

import type { Schemas } from "@/lib/api/types";

import { isArrowKey, neighbour } from "../model/walk";

import { Boundaries } from "./boundaries";
import { CanvasDeedsContext, type CanvasDeeds } from "./canvas-deeds";
import { ElementCard, type ElementNode } from "./element-node";
import { RouteLine, type RouteEdge } from "./route-edge";
import { ZoomControls } from "./zoom-controls";

export interface FlowCanvasProps {
  drawing: Schemas["Drawing"];
  selectedIds: readonly string[];
  highlightedIds: readonly string[];
  marks: ReadonlyMap<string, string>;
  onSelect: (ids: string[]) => void;
  /** Enter or a click: show what is known about the component. */
  onOpen: (id: string) => void;
}

const nodeTypes = { element: ElementCard };
const edgeTypes = { route: RouteLine };

export function FlowCanvas(props: FlowCanvasProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}

function Canvas(props: FlowCanvasProps) {
  const { drawing, selectedIds, onSelect } = props;
  const [focusedId, setFocusedId] = useState<string | null>(null);
  const nodes = useNodes(props, focusedId);
  const edges = useMemo(() => edgesOf(drawing, selectedIds), [drawing, selectedIds]);
  const deeds = useDeeds(props, setFocusedId);
  const fit = useFit(drawing);

  return (
    <CanvasDeedsContext value={deeds}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        zoomOnDoubleClick={false}
        disableKeyboardA11y
        minZoom={0.15}
        maxZoom={2}
        onInit={fit}
        onPaneClick={() => onSelect([])}
        className="bg-background"
      >
        <Boundaries groups={drawing.groups} />
        <ZoomControls onFit={fit} />
      </ReactFlow>
    </CanvasDeedsContext>
  );
}

function useNodes(
  { drawing, selectedIds, highlightedIds, marks }: FlowCanvasProps,
  focusedId: string | null,
): ElementNode[] {
  return useMemo(() => {
    const known = drawing.nodes.some((node) => node.id === focusedId);
    const tabbableId = known ? focusedId : drawing.nodes[0]?.id;
    return drawing.nodes.map((element) => ({
      id: element.id,
      type: "element",
      position: { x: element.x, y: element.y },
      width: element.width,
      height: element.height,
      data: {
        element,
        picked: selectedIds.includes(element.id),
        highlighted: highlightedIds.includes(element.id),
        mark: marks.get(element.id) ?? null,
        tabbable: element.id === tabbableId,
      },
    }));
  }, [drawing, selectedIds, highlightedIds, marks, focusedId]);
}

function edgesOf(drawing: Schemas["Drawing"], selectedIds: readonly string[]): RouteEdge[] {
  return drawing.edges.map((route) => ({
    id: route.id,
    type: "route",
    source: route.source,
    target: route.target,
    data: {
      route,
      lit: selectedIds.includes(route.source) || selectedIds.includes(route.target),
    },
  }));
}

function useDeeds(
  { drawing, selectedIds, onSelect, onOpen }: FlowCanvasProps,
  setFocusedId: (id: string) => void,
): CanvasDeeds {
  const toggle = useCallback(
    (id: string) =>
      onSelect(
        selectedIds.includes(id) ? selectedIds.filter((each) => each !== id) : [...selectedIds, id],
      ),
    [selectedIds, onSelect],
  );

  return useMemo(
    () => ({
      click: (id: string, event: MouseEvent) => {
        if (event.shiftKey || event.metaKey || event.ctrlKey) toggle(id);
        else onOpen(id);
      },
      press: (id: string, event: KeyboardEvent) => {
        if (event.key === " ") {
          event.preventDefault();
          toggle(id);
        }
        if (event.key === "Escape") onSelect([]);
        if (!isArrowKey(event.key)) return;
        event.preventDefault();
        const next = neighbour(drawing, id, event.key);
        if (next !== null) focusElement(next);
      },
      focus: setFocusedId,
    }),
    [drawing, onSelect, onOpen, toggle, setFocusedId],
  );
}

function focusElement(id: string): void {
  document
    .querySelector<HTMLElement>(`[data-element="${CSS.escape(id)}"]`)
    ?.focus({ preventScroll: true });
}

/** Shows the whole drawing, and shows it again when another one comes. */
function useFit(drawing: Schemas["Drawing"]): () => void {
  const flow = useReactFlow();
  const { width, height } = drawing;
  const fit = useCallback(
    () => void flow.fitBounds({ x: 0, y: 0, width, height }, { padding: 0.02 }),
    [flow, width, height],
  );
  useEffect(fit, [fit]);
  return fit;
}
