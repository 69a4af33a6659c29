import "@xyflow/react/dist/base.css";

import {
  MarkerType,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  type EdgeTypes,
  type NodeTypes,
} from "@xyflow/react";
import { Maximize, Minus, Plus } from "lucide-react";
import { useEffect, useMemo, useRef, type KeyboardEvent } from "react";

import { IconButton } from "@/components/ui/icon-button";
import type { Schemas } from "@/lib/api/types";

import { flowElements } from "../model/flow";
import { directionOf, neighbour } from "../model/walk";

import { BoundaryBox } from "./boundary-node";
import { ComponentBox } from "./component-node";
import { Route } from "./route-edge";

interface DiagramCanvasProps {
  drawing: Schemas["Drawing"];
  selected: string | null;
  highlighted: readonly string[];
  onSelect: (id: string | null) => void;
  onOpen: (id: string) => void;
  onOutline: () => void;
}

const nodeTypes: NodeTypes = { component: ComponentBox, boundary: BoundaryBox };
const edgeTypes: EdgeTypes = { route: Route };
const PADDING = 24;
/** Below this, names on the drawing are smaller than 10 px. */
const READABLE_ZOOM = 0.72;

export default function DiagramCanvas(props: DiagramCanvasProps) {
  return (
    <ReactFlowProvider>
      <Flow {...props} />
    </ReactFlowProvider>
  );
}

function Flow({ drawing, selected, highlighted, onSelect, onOpen, onOutline }: DiagramCanvasProps) {
  const box = useRef<HTMLDivElement>(null);
  const { nodes, edges } = useMemo(() => {
    const elements = flowElements(drawing, { selected, highlighted });
    const markerEnd = { type: MarkerType.ArrowClosed, color: "var(--muted-foreground)" };
    return { ...elements, edges: elements.edges.map((edge) => ({ ...edge, markerEnd })) };
  }, [drawing, selected, highlighted]);
  useFraming(box, drawing, highlighted);

  const focus = (id: string) => {
    box.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`)?.focus();
    onSelect(id);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const at = idOf(event.target) ?? selected;
    const direction = directionOf(event.key);
    if (direction !== null) {
      event.preventDefault();
      const next = at === null ? drawing.nodes[0]?.id : neighbour(drawing, at, direction);
      if (next !== null && next !== undefined) focus(next);
    } else if (event.key === "Enter" && at !== null) {
      event.preventDefault();
      onOpen(at);
    } else if (event.key.toLowerCase() === "o") {
      event.preventDefault();
      onOutline();
    }
  };

  return (
    // The keys belong to the nodes inside; they are caught here once for all.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={box} className="relative min-h-0 flex-1" onKeyDownCapture={onKeyDown}>
      <ReactFlow
        aria-label="Diagram of the design"
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable
        edgesFocusable={false}
        elementsSelectable={false}
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        minZoom={0.15}
        maxZoom={2}
        onNodeClick={(_, node) => {
          if (node.type !== "component") return;
          onSelect(node.id);
          onOpen(node.id);
        }}
        onPaneClick={() => onSelect(null)}
        proOptions={{ hideAttribution: true }}
      />
      <ZoomControls />
    </div>
  );
}

function idOf(target: EventTarget): string | null {
  if (!(target instanceof Element)) return null;
  return target.closest<HTMLElement>(".react-flow__node-component")?.dataset.id ?? null;
}

/** Shows the drawing as large as it fits, but never so small that names cannot be read. */
function useFraming(
  box: React.RefObject<HTMLDivElement | null>,
  drawing: Schemas["Drawing"],
  highlighted: readonly string[],
): void {
  const { setViewport, fitView } = useReactFlow();
  useEffect(() => {
    const { width = 0, height = 0 } = box.current?.getBoundingClientRect() ?? {};
    if (width === 0) return;
    const fit = Math.min(
      (width - 2 * PADDING) / drawing.width,
      (height - 2 * PADDING) / drawing.height,
    );
    const zoom = Math.min(1.1, Math.max(READABLE_ZOOM, fit));
    void setViewport({
      x: Math.max(PADDING, (width - drawing.width * zoom) / 2),
      y: Math.max(PADDING, (height - drawing.height * zoom) / 2),
      zoom,
    });
  }, [box, drawing, setViewport]);

  useEffect(() => {
    const shown = drawing.nodes.filter((node) => highlighted.includes(node.id));
    if (shown.length === 0) return;
    const timer = setTimeout(
      () => void fitView({ nodes: shown, maxZoom: 1, minZoom: READABLE_ZOOM, padding: 0.3 }),
      50,
    );
    return () => clearTimeout(timer);
  }, [drawing, highlighted, fitView]);
}

function ZoomControls() {
  const { zoomIn, zoomOut, fitView } = useReactFlow();
  return (
    <div className="absolute right-3 bottom-3 z-10 flex rounded-md border bg-card">
      <IconButton
        label="Zoom out"
        icon={<Minus aria-hidden="true" className="size-4" />}
        onClick={() => void zoomOut()}
      />
      <IconButton
        label="Zoom in"
        icon={<Plus aria-hidden="true" className="size-4" />}
        onClick={() => void zoomIn()}
      />
      <IconButton
        label="Show everything"
        icon={<Maximize aria-hidden="true" className="size-4" />}
        onClick={() => void fitView({ padding: 0.05 })}
      />
    </div>
  );
}
