import { LayoutGrid } from "lucide-react";

import { formatMonthly } from "@/lib/format/money";
import { countOf } from "@/lib/format/number";

import type { KnownActivity } from "../model/activities";
import type { PlanAnswer } from "../model/plan-answer";
import type { Row } from "../model/rows";

import { ProgressRow, ReadyRow } from "./bundle-rows";
import { useConversationActions } from "./conversation-actions";
import { RefusalRow, ServerNoticeRow, UnsupportedRow } from "./notice-rows";
import { PlanRow } from "./plan-row";
import { QuestionRow } from "./question-row";
import { RippleRow } from "./ripple-row";
import { ToolRow } from "./tool-row";
import { UnderstoodRow } from "./understood-row";

/** What a person may press below a message; stable for the life of a conversation. */
export interface RowDeeds {
  answer: (questionId: string, choiceId: string) => void;
  undo: (optionId: string) => void;
  approve: (answer: PlanAnswer) => void;
  revise: (note: string) => void;
}

interface RowViewProps {
  row: Row;
  deeds: RowDeeds;
  busy: boolean;
  /** The plan that waits, and the change that can be undone. */
  openPlan: string | null;
  undoable: string | null;
}

export function RowView({ row, ...rest }: RowViewProps) {
  switch (row.kind) {
    case "tools":
      return <ToolRow traces={row.traces} />;
    case "options":
      return <OptionsRow cards={row.cards} />;
    case "unsupported":
      return <UnsupportedRow activity={row.activity} />;
    case "activity":
      return <ActivityView activity={row.activity} {...rest} />;
  }
}

type Shown = Extract<Row, { kind: "activity" }>["activity"];

function ActivityView({ activity, ...rest }: Omit<RowViewProps, "row"> & { activity: Shown }) {
  switch (activity.type) {
    case "QUESTIONS":
    case "RIPPLE":
    case "PLAN":
      return <LiveView activity={activity} {...rest} />;
    case "UNDERSTOOD":
      return <UnderstoodRow content={activity.content} />;
    case "BUNDLE_PROGRESS":
      return <ProgressRow progress={activity.content} />;
    case "BUNDLE_READY":
      return <ReadyRow ready={activity.content} />;
    case "REFUSAL":
      return <RefusalRow refusal={activity.content} />;
    case "SERVER_NOTICE":
      return <ServerNoticeRow notice={activity.content} />;
  }
}

type Live = Extract<Shown, { type: "QUESTIONS" | "RIPPLE" | "PLAN" }>;

/** Rows with buttons that start a run. */
function LiveView({
  activity,
  deeds,
  busy,
  openPlan,
  undoable,
}: Omit<RowViewProps, "row"> & { activity: Live }) {
  if (activity.type === "QUESTIONS") {
    // Answered ones stay changeable on the board.
    const questions = activity.content.questions.filter((each) => each.answered_choice_id === null);
    if (questions.length === 0) return null;
    return <QuestionRow questions={questions} disabled={busy} onAnswer={deeds.answer} />;
  }
  if (activity.type === "RIPPLE") {
    const { option_id: optionId } = activity.content;
    const canUndo = activity.id === undoable && !busy;
    return (
      <RippleRow ripple={activity.content} onUndo={canUndo ? () => deeds.undo(optionId) : null} />
    );
  }
  return (
    <PlanRow
      id={activity.id}
      plan={activity.content}
      onApprove={activity.id === openPlan ? deeds.approve : null}
      onRevise={deeds.revise}
    />
  );
}

type Card = Extract<KnownActivity, { type: "OPTION_CARD" }>["content"];

function OptionsRow({ cards }: { cards: readonly Card[] }) {
  const { openBoard } = useConversationActions();
  return (
    <button
      type="button"
      onClick={openBoard}
      className="flex items-start gap-2 rounded-lg border bg-card p-3 text-left hover:bg-accent"
    >
      <LayoutGrid aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
      <span className="min-w-0">
        <span className="font-medium">{countOf(cards.length, "option")} on the board</span>
        {cards.map((card) => (
          <span key={card.id} className="block text-muted-foreground tabular-nums">
            {card.name} · {formatMonthly(card.monthly_cost)}
          </span>
        ))}
      </span>
    </button>
  );
}
