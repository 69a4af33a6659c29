import { Network } from "lucide-react";
import { Suspense, useMemo, useRef } from "react";

import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { Schemas } from "@/lib/api/types";

import { useDifference, useDrawing, useHistory } from "../hooks/use-diagram";
import { useOutlineKey } from "../hooks/use-outline-key";
import { usePane } from "../hooks/use-pane";
import { useTurnedTo } from "../hooks/use-turned-to";
import { usePanelState, type PanelState } from "../hooks/use-panel-state";
import { marksOf } from "../model/difference";
import { placedPins, type Talk } from "../model/talk";

import { DiagramToolbar } from "./diagram-toolbar";
import { ExportMenu } from "./export-menu";
import { FlowCanvas } from "./flow-canvas";
import { fetchOnDemand, Outline, PanelAside } from "./on-demand";
import { TitleLine } from "./title-line";

export type DiagramAction = Schemas["ApplyFix"] | Schemas["Undo"];

export interface DiagramPanelProps {
  projectId: string;
  optionId: string;
  newestId: string;
  /** The revision on screen. */
  revisionId: string;
  onRevision: (id: string) => void;
  view: Schemas["View"];
  onView: (view: Schemas["View"]) => void;
  selectedIds: readonly string[];
  onSelect: (ids: string[]) => void;
  highlightedIds: readonly string[];
  onAction: (action: DiagramAction) => void;
  /** Discussions about the design; without them nothing offers to comment. */
  talk?: Talk | null;
  /** Sends words as the next message; without it nothing offers to ask. */
  onSend?: (text: string) => void;
}

/** The revisions of a design as drawings that can be read, walked and picked from. */
export default function DiagramPanel(props: DiagramPanelProps) {
  const { optionId, newestId } = props;
  const box = useRef<HTMLDivElement>(null);
  const pane = usePane(box);
  const panel = usePanelState(props);
  const history = useHistory(optionId, newestId).data ?? [];
  const drawing = useDrawing(panel.revisionId, panel.view, pane?.direction ?? null);
  useOutlineKey(box, panel.toggleOutline);
  useTurnedTo(box, fetchOnDemand);

  return (
    <div
      ref={box}
      data-wide={pane?.narrow === false ? "" : undefined}
      className="flex size-full min-h-0 flex-col"
    >
      <DiagramToolbar
        panel={panel}
        history={history}
        unread={props.talk?.unread ?? null}
        exports={
          <ExportMenu
            revisionId={panel.revisionId}
            view={panel.view}
            name={drawing.data?.title_block.title ?? "design"}
          />
        }
      />
      <div className="flex min-h-0 flex-1 flex-col in-data-wide:flex-row">
        <div className="relative flex min-h-0 min-w-0 flex-1 flex-col">
          <Sheet {...props} panel={panel} drawing={drawing} />
        </div>
        <Suspense fallback={null}>
          <PanelAside {...props} panel={panel} history={history} drawing={drawing.data} box={box} />
        </Suspense>
      </div>
    </div>
  );
}

interface SheetProps extends DiagramPanelProps {
  panel: PanelState;
  drawing: ReturnType<typeof useDrawing>;
}

function Sheet({ drawing, ...rest }: SheetProps) {
  if (drawing.data !== undefined) return <Content {...rest} drawing={drawing.data} />;
  if (drawing.isPending) return <Loading />;
  return (
    <ErrorState
      title="The diagram could not be drawn."
      error={drawing.error}
      onRetry={() => void drawing.refetch()}
    />
  );
}

function Loading() {
  return (
    <div
      role="status"
      aria-label="Drawing the design"
      className="grid flex-1 grid-cols-3 gap-16 p-10"
    >
      <Skeleton className="h-32 rounded-lg" />
      <Skeleton className="mt-24 h-32 rounded-lg" />
      <Skeleton className="h-32 rounded-lg" />
    </div>
  );
}

interface ContentProps extends DiagramPanelProps {
  panel: PanelState;
  drawing: Schemas["Drawing"];
}

function Content(props: ContentProps) {
  const { panel, drawing, selectedIds, onSelect, highlightedIds, talk } = props;
  const { aside } = panel;
  const marks = useMarks(panel);
  const step = drawing.steps.find((each) => each.number === panel.step);
  const { pins, onTalk } = useTalking(panel, { drawing, talk: talk ?? null });
  const edge = drawing.edges.find((each) => each.id === step?.edge_id);

  if (drawing.nodes.length === 0) {
    return (
      <EmptyState icon={<Network />} title="Nothing is drawn yet">
        This design has no components. Say what it should do, and they appear here.
      </EmptyState>
    );
  }
  const open = (id: string, openedBy: "keyboard" | "pointer") => {
    onSelect([id]);
    panel.setAside({ show: "component", id, openedBy });
  };
  return (
    <>
      <div className="relative min-h-0 flex-1">
        {panel.form === "outline" ? (
          <Suspense fallback={<Loading />}>
            <Outline {...{ drawing, selectedIds, marks }} onOpen={(id) => open(id, "pointer")} />
          </Suspense>
        ) : (
          <FlowCanvas
            {...{ drawing, selectedIds, marks, onSelect, pins }}
            onTalk={onTalk}
            highlightedIds={edge === undefined ? highlightedIds : [edge.source, edge.target]}
            litEdgeId={edge?.id ?? null}
            openId={aside?.show === "component" ? aside.id : null}
            onOpen={open}
          />
        )}
      </div>
      <TitleLine drawing={drawing} />
    </>
  );
}

/** Where discussions stand in the drawing, and what opens those about an element. */
function useTalking(
  panel: PanelState,
  { drawing, talk }: { drawing: Schemas["Drawing"]; talk: Talk | null },
) {
  const known = talk?.pins ?? noPins;
  const pins = useMemo(() => placedPins(drawing, known), [drawing, known]);
  if (talk === null) return { pins, onTalk: undefined };
  return { pins, onTalk: (about: string) => panel.setAside({ show: "comments", about }) };
}

const noMarks: ReadonlyMap<string, string> = new Map();
const noPins: Talk["pins"] = new Map();

function useMarks(panel: PanelState): ReadonlyMap<string, string> {
  const sinceId = panel.aside?.show === "changes" ? panel.aside.sinceId : null;
  const difference = useDifference(sinceId, panel.revisionId).data?.difference;
  return useMemo(() => (sinceId === null ? noMarks : marksOf(difference)), [sinceId, difference]);
}
