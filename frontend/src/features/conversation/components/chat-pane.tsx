import { MessagesSquare } from "lucide-react";
import type { ReactNode, RefObject } from "react";

import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { Mode } from "@/lib/stream/frames";

import { feedOf, useFeedValue } from "../hooks/use-conversation";
import { useDeeds } from "../hooks/use-deeds";
import { initialState, type ConversationFeed, type ConversationState } from "../hooks/thread-store";
import { said } from "../model/asks";
import type { Thread } from "../model/thread";

import { Composer, type ScopeChip } from "./composer";
import { Transcript } from "./transcript";

interface ChatPaneProps {
  /** Null until the first words are sent. */
  conversationId: string | null;
  /** Starts a conversation with these words. */
  onFirst: (text: string) => void;
  starting: boolean;
  field: RefObject<HTMLTextAreaElement | null>;
  mode: Mode;
  onModeChange: (mode: Mode) => void;
  scope: readonly ScopeChip[];
  onUnscope: (id: string) => void;
  note: string | null;
  offered: { text: string } | null;
  emptyHint: string;
  /** Stands above the composer: what keeps, or nearly keeps, a message from being sent. */
  limits: ReactNode;
}

/** The composer stays while the conversation above it arrives or changes: nobody is interrupted in writing. */
export function ChatPane({ onFirst, starting, emptyHint, limits, ...rest }: ChatPaneProps) {
  const { conversationId, mode, scope } = rest;
  const feed = conversationId === null ? null : feedOf(conversationId);
  const state = useFeedValue(feed, whole, initialState);
  const { refused } = state;
  const send = (text: string) =>
    feed === null
      ? onFirst(text)
      : feed.send(
          said(
            text,
            mode,
            scope.map((chip) => chip.id),
          ),
        );
  return (
    <>
      {feed === null ? (
        <div className="flex min-h-0 flex-1 flex-col justify-center overflow-y-auto">
          {starting ? <ThreadSkeleton /> : <Hint text={emptyHint} />}
        </div>
      ) : (
        <ThreadView
          key={feed.id}
          {...{ feed, state, mode, emptyHint }}
          onWrite={() => rest.field.current?.focus()}
        />
      )}
      {limits}
      <Composer
        {...rest}
        returned={refused?.ask?.text ?? ""}
        refusal={refused?.message ?? null}
        onEdit={() => {
          if (refused?.ask === null) feed?.dismissRefusal();
        }}
        lastText={lastText(state.thread)}
        run={runState(state)}
        onSend={send}
        onStop={() => feed?.stop()}
      />
    </>
  );
}

const whole = (state: ConversationState) => state;

function Hint({ text }: { text: string }) {
  return (
    <EmptyState icon={<MessagesSquare />} title="Say it in one sentence">
      {text}
    </EmptyState>
  );
}

function ThreadSkeleton() {
  return (
    <div className="flex flex-col gap-4 p-4" aria-label="Loading the conversation" role="status">
      <Skeleton className="ml-auto h-10 w-3/5" />
      <Skeleton className="h-24 w-full" />
      <Skeleton className="h-6 w-2/5" />
    </div>
  );
}

interface ThreadViewProps {
  feed: ConversationFeed;
  state: ConversationState;
  mode: Mode;
  emptyHint: string;
  onWrite: () => void;
}

function ThreadView({ feed, state, mode, emptyHint, onWrite }: ThreadViewProps) {
  const deeds = useDeeds(feed, mode);
  if (state.load === "failed") {
    return (
      <div className="min-h-0 flex-1 overflow-y-auto">
        <ErrorState
          title="This conversation could not be loaded."
          error={state.loadError}
          onRetry={() => void feed.load()}
        />
      </div>
    );
  }
  if (state.load === "loading" && state.pending === null) {
    return (
      <div className="min-h-0 flex-1">
        <ThreadSkeleton />
      </div>
    );
  }
  if (state.thread.messages.length === 0 && state.pending === null) {
    return (
      <div className="flex min-h-0 flex-1 flex-col justify-center overflow-y-auto">
        <Hint text={emptyHint} />
      </div>
    );
  }
  return (
    <Transcript
      thread={state.thread}
      pendingText={state.pending?.text ?? null}
      queuedText={state.queued?.text ?? null}
      onUnqueue={() => {
        const ask = feed.unqueue();
        if (ask !== null) feed.giveBack(ask);
      }}
      deeds={deeds}
      onContinue={deeds.carryOn}
      onWrite={onWrite}
    />
  );
}

function runState(state: ConversationState): "none" | "running" | "stopping" {
  if (state.thread.openRun === null && state.pending === null) return "none";
  return state.stopping === null ? "running" : "stopping";
}

function lastText(thread: Thread): string | null {
  const last = thread.messages.findLast((each) => each.role === "user" && each.text !== "");
  return last?.text ?? null;
}
