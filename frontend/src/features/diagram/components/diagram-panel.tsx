import { useRef } from "react";

import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { Schemas } from "@/lib/api/types";

import { useDrawing } from "../hooks/use-diagram";
import { usePane } from "../hooks/use-pane";

import { FlowCanvas } from "./flow-canvas";

export type DiagramAction = Schemas["ApplyFix"] | Schemas["Undo"];

export interface DiagramPanelProps {
  projectId: string;
  optionId: string;
  revisionId: string;
  selectedIds: readonly string[];
  onSelect: (ids: string[]) => void;
  highlightedIds: readonly string[];
  onAction: (action: DiagramAction) => void;
  onSend?: (text: string) => void;
}

const noMarks: ReadonlyMap<string, string> = new Map();

/** One revision of a design as a drawing that can be read, walked and picked from. */
export function DiagramPanel({
  revisionId,
  selectedIds,
  onSelect,
  highlightedIds,
}: DiagramPanelProps) {
  const panel = useRef<HTMLDivElement>(null);
  const pane = usePane(panel);
  const drawing = useDrawing(revisionId, "flow", pane?.direction ?? null);

  return (
    <div ref={panel} className="relative size-full min-h-0">
      {drawing.isError && (
        <ErrorState
          title="The diagram could not be drawn."
          error={drawing.error}
          onRetry={() => void drawing.refetch()}
        />
      )}
      {drawing.isPending && <Skeleton className="absolute inset-4" />}
      {drawing.data !== undefined && (
        <FlowCanvas
          drawing={drawing.data}
          {...{ selectedIds, highlightedIds, onSelect }}
          marks={noMarks}
          onOpen={(id) => onSelect([id])}
        />
      )}
    </div>
  );
}

export default DiagramPanel;
