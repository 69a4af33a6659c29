import { ArrowDown } from "lucide-react";
import { useMemo, useState } from "react";

import { Button } from "@/components/ui/button";
import { countOf } from "@/lib/format/number";

import { usePinnedScroll } from "../hooks/use-pinned-scroll";
import { useTurnKeys } from "../hooks/use-turn-keys";
import { newest, waitingPlan } from "../model/newest";
import { rowsOf, type Row } from "../model/rows";
import type { Activity, Thread } from "../model/thread";

import { MessageArticle } from "./message-article";
import type { RowDeeds } from "./message-rows";
import { RunningLine } from "./running-line";

interface TranscriptProps {
  thread: Thread;
  /** What was sent and is not in the log yet. */
  pendingText: string | null;
  queuedText: string | null;
  onUnqueue: () => void;
  deeds: RowDeeds;
  onContinue: () => void;
  /** Escape on a turn: the message box takes the focus. */
  onWrite: () => void;
}

export function Transcript({
  thread,
  pendingText,
  queuedText,
  onUnqueue,
  deeds,
  onContinue,
  onWrite,
}: TranscriptProps) {
  const { scroller, content, pinned, jump, release } = usePinnedScroll();
  useTurnKeys({
    scroller,
    onMove: release,
    textOf: (id) => thread.messages.find((each) => each.id === id)?.text ?? "",
    onWrite,
  });
  const unseen = useUnseen(thread.messages.length, pinned);
  const busy = thread.openRun !== null || pendingText !== null;
  const openPlan = useMemo(() => waitingPlan(thread)?.id ?? null, [thread]);
  const undoable = useMemo(
    () => newest(thread.activities, "RIPPLE")?.id ?? null,
    [thread.activities],
  );

  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={scroller}
        role="log"
        aria-live="off"
        aria-label="Conversation"
        // A scrolling region must be reachable by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain -outline-offset-2 [overflow-anchor:none]"
      >
        <div ref={content} className="flex flex-col gap-5 p-4">
          {thread.messages.map((message) => (
            <MessageWithRows
              key={message.id}
              message={message}
              activities={thread.activities}
              openRunId={thread.openRun?.id === message.run_id ? message.run_id : null}
              {...{ deeds, busy, openPlan, undoable, onContinue }}
            />
          ))}
          {pendingText !== null && <Waiting text={pendingText} note="Sending …" />}
          {busy && <RunningLine run={thread.openRun} />}
          {queuedText !== null && (
            <Waiting text={queuedText} note="Sent when this run ends">
              <Button size="small" variant="ghost" onClick={onUnqueue}>
                Take back
              </Button>
            </Waiting>
          )}
        </div>
      </div>
      {!pinned && (
        <Button
          size="small"
          className="absolute bottom-3 left-1/2 -translate-x-1/2"
          icon={<ArrowDown aria-hidden="true" className="size-3.5" />}
          onClick={jump}
        >
          Jump to latest{unseen > 0 && ` · ${countOf(unseen, "new message")}`}
        </Button>
      )}
    </div>
  );
}

type MessageWithRowsProps = Omit<React.ComponentProps<typeof MessageArticle>, "rows"> & {
  activities: Readonly<Record<string, Activity>>;
  /** The run of this message while it goes on. */
  openRunId: string | null;
};

/** Gives the memoised article the same rows as long as the activities below it are the same. */
function MessageWithRows({ activities, openRunId, message, ...rest }: MessageWithRowsProps) {
  const [held, setHeld] = useState<{
    used: readonly (Activity | string | null | undefined)[];
    rows: readonly Row[];
  }>(() => ({ used: [], rows: [] }));
  const used = [openRunId, ...message.activities.map((id) => activities[id])];
  const same = used.length === held.used.length && used.every((each, at) => each === held.used[at]);
  if (!same) setHeld({ used, rows: rowsOf(message.activities, activities, openRunId) });
  return <MessageArticle message={message} rows={held.rows} {...rest} />;
}

function Waiting({
  text,
  note,
  children,
}: {
  text: string;
  note: string;
  children?: React.ReactNode;
}) {
  return (
    <div className="flex flex-col items-end gap-1">
      <p className="max-w-[85%] rounded-lg border border-dashed px-3 py-2 break-words whitespace-pre-wrap">
        {text}
      </p>
      <p className="flex items-center gap-2 text-xs text-muted-foreground">
        {note}
        {children}
      </p>
    </div>
  );
}

/** How many messages came since the end was last in sight. */
function useUnseen(count: number, pinned: boolean): number {
  const [seen, setSeen] = useState(count);
  if (pinned && seen !== count) setSeen(count);
  return count - seen;
}
