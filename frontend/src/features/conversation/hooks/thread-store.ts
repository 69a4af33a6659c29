import { createStore, type StoreApi } from "zustand/vanilla";

import { announce } from "@/components/ui/announce";
import { countOf } from "@/lib/format/number";
import { newRunId, type AgentEvent, type EventFrame, type RunAsk } from "@/lib/stream/frames";
import type { Stream } from "@/lib/stream/socket";

import { fetchThread } from "../api/conversations";
import type { Ask } from "../model/asks";
import { advance, emptyThread, threadOf, type Thread } from "../model/thread";

export interface ConversationState {
  thread: Thread;
  load: "loading" | "ready" | "failed";
  loadError: unknown;
  /** Sent, and not yet in the log. */
  pending: RunAsk | null;
  /** The one follow-up that waits for the run to end. */
  queued: Ask | null;
  /** The run that was asked to stop and has not ended yet. */
  stopping: string | null;
  /** What the server would not take; the words go back to the composer. */
  refused: { code: string; message: string; ask: Ask | null } | null;
}

/** A conversation of which nothing is known yet. */
export const initialState: ConversationState = {
  thread: emptyThread,
  load: "loading",
  loadError: null,
  pending: null,
  queued: null,
  stopping: null,
  refused: null,
};

/** One conversation: its thread, and what was sent and is not in it yet. Lives as long as the tab. */
export class ConversationFeed {
  readonly id: string;
  readonly store: StoreApi<ConversationState>;
  private readonly stream: Stream;
  private readonly watchers = new Set<(frames: readonly EventFrame[]) => void>();
  private unsubscribe: (() => void) | null = null;
  private followers = 0;

  constructor(id: string, stream: Stream) {
    this.id = id;
    this.stream = stream;
    this.store = createStore(() => initialState);
  }

  /** Loads the thread and follows it until the returned function is called. */
  follow(watcher: (frames: readonly EventFrame[]) => void): () => void {
    this.watchers.add(watcher);
    this.followers += 1;
    if (this.followers === 1) void this.load();
    return () => {
      this.watchers.delete(watcher);
      this.followers -= 1;
      if (this.followers > 0) return;
      this.unsubscribe?.();
      this.unsubscribe = null;
    };
  }

  load = async (): Promise<void> => {
    this.unsubscribe?.();
    this.unsubscribe = null;
    try {
      const thread = threadOf(await fetchThread(this.id));
      this.store.setState(({ pending }) => ({
        thread,
        load: "ready",
        loadError: null,
        pending: thread.messages.some((each) => each.run_id === pending?.run) ? null : pending,
      }));
      if (this.followers > 0) this.subscribe(thread.seq);
    } catch (error) {
      this.store.setState({ load: "failed", loadError: error });
    }
  };

  /** Starts a run, or keeps the ask until the running one has ended. */
  send(ask: Ask): void {
    const { thread, pending } = this.store.getState();
    if (thread.openRun !== null || pending !== null) {
      this.store.setState({ queued: ask, refused: null });
      return;
    }
    const run: RunAsk = { thread: this.id, run: newRunId(), ...ask };
    this.store.setState({ pending: run, refused: null });
    announce("Sent");
    this.stream.run(run);
  }

  unqueue(): Ask | null {
    const { queued } = this.store.getState();
    this.store.setState({ queued: null });
    return queued;
  }

  /** Puts words back into the composer. */
  giveBack(ask: Ask): void {
    this.store.setState({ refused: { code: "TAKEN_BACK", message: "Not sent.", ask } });
  }

  stop(): void {
    const { thread, pending } = this.store.getState();
    const run = thread.openRun?.id ?? pending?.run;
    if (run === undefined) return;
    this.store.setState({ stopping: run });
    announce("Stopping");
    this.stream.cancel(run);
  }

  dismissRefusal(): void {
    this.store.setState({ refused: null });
  }

  private subscribe(after: number): void {
    this.unsubscribe = this.stream.subscribe(this.id, after, {
      apply: (frames, replayed) => this.apply(frames, replayed),
      reset: () => void this.load(),
      accepted: () => undefined,
      refused: ({ code, message, run }) => this.refuse(code, message, run),
    });
  }

  private apply(frames: readonly EventFrame[], replayed: number): void {
    this.store.setState((state) => {
      const thread = advance(state.thread, frames);
      const begun = frames.some((frame) => frame.run === state.pending?.run);
      const ended = thread.openRun?.id !== state.stopping;
      return {
        thread,
        pending: begun ? null : state.pending,
        stopping: ended ? null : state.stopping,
      };
    });
    for (const watcher of this.watchers) watcher(frames);
    if (replayed > 1) announce(`Caught up, ${countOf(replayed, "update")}`);
    const say = replayed > 1 ? () => undefined : announce;
    for (const { event } of frames) this.passBoundary(event, say);
  }

  /** Says the boundaries of a run aloud, never its text; a follow-up goes out, or back. */
  private passBoundary(event: AgentEvent, say: (text: string) => void): void {
    if (event.type === "RUN_STARTED") say("Generating");
    if (event.type === "RUN_ERROR") {
      say(`The run ended: ${event.message}`);
      this.returnQueued();
    }
    if (event.type !== "RUN_FINISHED") return;
    const outcome = event.outcome?.type ?? "success";
    say(words[outcome]);
    if (outcome === "success") this.sendQueued();
    else this.returnQueued();
  }

  private sendQueued(): void {
    const queued = this.unqueue();
    if (queued !== null) this.send(queued);
  }

  /** A follow-up to a run that did not end well goes back to the composer. */
  private returnQueued(): void {
    const ask = this.unqueue();
    if (ask === null) return;
    const message = "The run before it ended early, so this was not sent.";
    this.store.setState({ refused: { code: "NOT_SENT", message, ask } });
  }

  private refuse(code: string, message: string, run: string | null): void {
    const { pending } = this.store.getState();
    const ask = pending?.run === run ? pending : null;
    this.store.setState({
      refused: { code, message, ask },
      ...(ask === null ? {} : { pending: null, stopping: null }),
    });
    announce(message);
  }
}

const words = {
  success: "Response complete",
  cancelled: "Stopped. What was said is kept.",
  interrupt: "A plan waits for your approval",
};
