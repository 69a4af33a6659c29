import { lazy, Suspense } from "react";

import { Skeleton } from "@/components/ui/skeleton";
import { useBrief, useEditBrief, useOptions } from "@/features/board/hooks/use-board";
import { said } from "@/features/conversation/model/asks";
import { toastError } from "@/lib/toast-store";

import type { Workspace } from "./use-workspace";

const AnalysisPanel = lazy(() => import("@/features/analysis/components/analysis-panel"));

interface AnalysisTabProps {
  projectId: string;
  workspace: Workspace;
}

/** Puts the comparison together with the board, the brief and the chat. */
export function AnalysisTab({ projectId, workspace }: AnalysisTabProps) {
  const { go, press, send, busy, setPane } = workspace;
  const options = useOptions(projectId);
  const brief = useBrief(projectId);
  const edit = useEditBrief(projectId);
  const loading = <Skeleton className="m-4 h-96" />;
  if (options.data === undefined || brief.data === undefined) return loading;
  const { revision } = brief.data;
  return (
    <Suspense fallback={loading}>
      <AnalysisPanel
        projectId={projectId}
        cards={options.data}
        brief={brief.data}
        busy={busy}
        onContinue={(card) => {
          press({ type: "plan", option_id: card.id }, `Plan “${card.name}”`, "implement");
          go({ tab: "bundle", option: card.id, revision: null, artifact: null });
        }}
        onOpen={(id) => go({ tab: "diagram", option: id, revision: null })}
        onBoard={() => go({ tab: "board" })}
        onAsk={(question, optionId, elementId) => {
          go({ option: optionId });
          setPane("chat");
          send(said(question, "analyze", [elementId]));
        }}
        onState={(id, value) =>
          edit.mutate(
            { base: revision, edits: [{ op: "state_assumption", id, value }] },
            { onError: (error) => toastError(error.message) },
          )
        }
        stating={edit.isPending ? statedIn(edit.variables.edits) : null}
      />
    </Suspense>
  );
}

function statedIn(edits: readonly { op: string; id?: string }[]): string | null {
  return edits.find((each) => each.op === "state_assumption")?.id ?? null;
}
