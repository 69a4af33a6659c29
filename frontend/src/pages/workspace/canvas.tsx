import { Workflow } from "lucide-react";
import { lazy, Suspense } from "react";

import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import { TabPanel, Tabs } from "@/components/ui/tabs";
import { Board } from "@/features/board/components/board";
import { Requirements } from "@/features/board/components/requirements";
import { useBrief, useOptions } from "@/features/board/hooks/use-board";
import { QuestionRow } from "@/features/conversation/components/question-row";
import { WaitingPlan } from "@/features/conversation/components/waiting-plan";
import type { ConversationState } from "@/features/conversation/hooks/thread-store";
import { useFeedValue } from "@/features/conversation/hooks/use-conversation";
import { newestProgress, waitingPlan } from "@/features/conversation/model/newest";
import { said } from "@/features/conversation/model/asks";
import { StandardsSummary } from "@/features/standards/components/standards-summary";

import { tabOf } from "./address";
import { AnalysisTab } from "./analysis-tab";
import { useTalk } from "./use-talk";
import type { Workspace } from "./use-workspace";

const BundlePanel = lazy(() => import("@/features/bundle/components/bundle-panel"));
const DiagramPanel = lazy(() => import("@/features/diagram/components/diagram-panel"));

interface CanvasProps {
  projectId: string;
  workspace: Workspace;
}

const tabs = [
  { value: "board", label: "Board" },
  { value: "diagram", label: "Diagram" },
  { value: "requirements", label: "Requirements" },
  { value: "analysis", label: "Compare" },
  { value: "bundle", label: "Bundle" },
];

export function Canvas({
  projectId,
  workspace,
  onStandards,
}: CanvasProps & { onStandards: () => void }) {
  const { address, go } = workspace;
  return (
    <Tabs
      label="Canvas"
      value={address.tab}
      onValueChange={(tab) => go({ tab: tabOf(tab) })}
      tabs={tabs}
      className="flex-1"
    >
      <TabPanel value="board" className="overflow-y-auto">
        <BoardTab projectId={projectId} workspace={workspace} />
      </TabPanel>
      <TabPanel value="diagram" className="flex flex-col">
        <DiagramTab projectId={projectId} workspace={workspace} />
      </TabPanel>
      <TabPanel value="requirements" className="overflow-y-auto">
        <RequirementsTab projectId={projectId} workspace={workspace} onStandards={onStandards} />
      </TabPanel>
      <TabPanel value="analysis" className="overflow-y-auto lg:overflow-hidden">
        <AnalysisTab projectId={projectId} workspace={workspace} />
      </TabPanel>
      <TabPanel value="bundle" className="flex flex-col">
        <BundleTab projectId={projectId} workspace={workspace} />
      </TabPanel>
    </Tabs>
  );
}

function BoardTab({ projectId, workspace }: CanvasProps) {
  const { go, press, busy, send } = workspace;
  return (
    <Board
      projectId={projectId}
      busy={busy}
      onOpen={(card) => go({ tab: "diagram", option: card.id, revision: null })}
      onBuild={(card) => {
        press({ type: "build", option_id: card.id }, `Build “${card.name}”`, "implement");
        go({ tab: "bundle", option: card.id, revision: null, artifact: null });
      }}
      onCompare={() => go({ tab: "analysis" })}
      onStarter={(prompt) => send(said(prompt, "brainstorm"))}
      questions={<BriefQuestions projectId={projectId} workspace={workspace} />}
    />
  );
}

function RequirementsTab({
  projectId,
  workspace,
  onStandards,
}: CanvasProps & { onStandards: () => void }) {
  const options = useOptions(projectId);
  return (
    <Requirements
      projectId={projectId}
      fact={workspace.linked.fact}
      onQuote={workspace.linked.showQuote}
      onExplain={workspace.offer}
      standards={
        <StandardsSummary projectId={projectId} options={options.data ?? []} onEdit={onStandards} />
      }
    />
  );
}

function DiagramTab({ projectId, workspace }: CanvasProps) {
  const { option, address, selected, setSelected, highlighted, press, send, mode, go } = workspace;
  const talk = useTalk(workspace);
  if (option === undefined) {
    return (
      <EmptyState
        icon={<Workflow />}
        title="No diagram yet"
        action={<Button onClick={() => go({ tab: "board" })}>Go to the board</Button>}
      >
        A diagram is drawn for every option on the board.
      </EmptyState>
    );
  }
  return (
    <Suspense fallback={<Skeleton className="absolute inset-4" />}>
      <DiagramPanel
        projectId={projectId}
        optionId={option.id}
        newestId={option.revision_id}
        revisionId={address.revision ?? option.revision_id}
        onRevision={(id) => go({ revision: id === option.revision_id ? null : id })}
        view={address.view}
        onView={(view) => go({ view: view === "flow" ? null : view })}
        selectedIds={selected}
        onSelect={setSelected}
        highlightedIds={highlighted}
        talk={talk}
        onAction={(action) => press(action, actionWords[action.type])}
        onSend={(text) => send(said(text, mode, selected))}
      />
    </Suspense>
  );
}

const actionWords = { apply_fix: "Apply this fix", undo: "Undo the last change" };

function BundleTab({ projectId, workspace }: CanvasProps) {
  const { option, address, feed, mode, press, go } = workspace;
  const progress = useFeedValue(feed, progressOf, null);
  const planWaits = useFeedValue(feed, planWaitsIn, false);
  return (
    <Suspense fallback={<Skeleton className="absolute inset-4" />}>
      <BundlePanel
        projectId={projectId}
        optionId={option?.id ?? null}
        artifactId={address.artifact}
        progress={progress}
        plan={feed !== null && planWaits ? <WaitingPlan feed={feed} mode={mode} /> : null}
        onBuild={() => {
          if (option === undefined) go({ tab: "board" });
          else
            press({ type: "build", option_id: option.id }, `Build “${option.name}”`, "implement");
        }}
        onSelectArtifact={(id) => go({ artifact: id })}
      />
    </Suspense>
  );
}

const progressOf = ({ thread }: ConversationState) => newestProgress(thread);
const planWaitsIn = ({ thread }: ConversationState) => waitingPlan(thread) !== null;

function BriefQuestions({ projectId, workspace }: CanvasProps) {
  const brief = useBrief(projectId);
  const questions = brief.data?.questions ?? [];
  if (questions.length === 0) return null;
  return (
    <QuestionRow
      questions={questions.map((each) => ({
        id: each.id,
        text: each.text,
        why: each.why,
        choices: each.choices,
        default_choice_id: each.default,
        answered_choice_id: each.answer ?? null,
      }))}
      disabled={workspace.busy}
      onAnswer={(questionId, choiceId) => {
        const question = questions.find((each) => each.id === questionId);
        const choice = question?.choices.find((each) => each.id === choiceId);
        workspace.press(
          { type: "answer", question_id: questionId, choice_id: choiceId },
          `${question?.text ?? ""} ${choice?.label ?? ""}`.trim(),
        );
      }}
    />
  );
}
