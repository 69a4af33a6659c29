import { TabPanel, Tabs } from "@/components/ui/tabs";
import { Board } from "@/features/board/components/board";
import { useBrief } from "@/features/board/hooks/use-board";
import { QuestionRow } from "@/features/conversation/components/question-row";
import { said } from "@/features/conversation/model/asks";

import { tabOf } from "./address";
import type { Workspace } from "./use-workspace";

interface CanvasProps {
  projectId: string;
  workspace: Workspace;
}

const tabs = [{ value: "board", label: "Board" }];

export function Canvas({ projectId, workspace }: CanvasProps) {
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
        go({ tab: "bundle", artifact: null });
      }}
      onStarter={(prompt) => send(said(prompt, "brainstorm"))}
      questions={<BriefQuestions projectId={projectId} workspace={workspace} />}
    />
  );
}

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
