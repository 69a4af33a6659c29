import { MessagesSquare } from "lucide-react";
import type { RefObject } from "react";

import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { Mode } from "@/lib/stream/frames";

import { feedOf, useFeed } from "../hooks/use-conversation";
import { useDeeds } from "../hooks/use-deeds";
import type { ConversationFeed, ConversationState } from "../hooks/thread-store";
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
  emptyHint: string;
}

export function ChatPane(props: ChatPaneProps) {
  const { conversationId } = props;
  if (conversationId === null) return <NewChat {...props} />;
  return <Chat key={conversationId} feed={feedOf(conversationId)} {...props} />;
}

function NewChat({ onFirst, starting, emptyHint, ...rest }: ChatPaneProps) {
  return (
    <>
      <div className="flex min-h-0 flex-1 flex-col justify-center overflow-y-auto">
        {starting ? <ThreadSkeleton /> : <Hint text={emptyHint} />}
      </div>
      <Composer
        {...rest}
        draft=""
        refusal={null}
        onEdit={() => undefined}
        lastText={null}
        run="none"
        onSend={onFirst}
        onStop={() => undefined}
      />
    </>
  );
}

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

function Chat({
  feed,
  mode,
  scope,
  emptyHint,
  ...rest
}: ChatPaneProps & { feed: ConversationFeed }) {
  const state = useFeed(feed, (all) => all);
  const deeds = useDeeds(feed, mode);
  return (
    <>
      <ThreadView
        {...{ feed, state, deeds, emptyHint }}
        onWrite={() => rest.field.current?.focus()}
      />
      <Composer
        {...rest}
        mode={mode}
        scope={scope}
        draft={state.refused?.ask?.text ?? ""}
        refusal={state.refused?.message ?? null}
        onEdit={() => {
          if (state.refused !== null && state.refused.ask === null) feed.dismissRefusal();
        }}
        lastText={lastText(state.thread)}
        run={runState(state)}
        onSend={(text) =>
          feed.send(
            said(
              text,
              mode,
              scope.map((chip) => chip.id),
            ),
          )
        }
        onStop={() => feed.stop()}
      />
    </>
  );
}

interface ThreadViewProps {
  feed: ConversationFeed;
  state: ConversationState;
  deeds: ReturnType<typeof useDeeds>;
  emptyHint: string;
  onWrite: () => void;
}

function ThreadView({ feed, state, deeds, emptyHint, onWrite }: ThreadViewProps) {
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
