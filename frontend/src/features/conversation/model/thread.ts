import type { Schemas } from "@/lib/api/types";
import type { EventFrame, Mode } from "@/lib/stream/frames";

export type Message = Schemas["Message"];
export type Activity = Schemas["Activity"];
export type ThreadSnapshot = Schemas["ThreadSnapshot"];
export type Interrupt = Schemas["OpenInterrupt"];

export interface OpenRun {
  id: string;
  mode: Mode;
  startedAt: string;
  /** The server's words for what it does now. */
  step: string | null;
}

export interface RunFailure {
  code: string;
  message: string;
}

/** Everything a conversation shows, up to the event `seq`. */
export interface Thread {
  messages: readonly Message[];
  activities: Readonly<Record<string, Activity>>;
  openRun: OpenRun | null;
  interrupt: Interrupt | null;
  seq: number;
}

export const emptyThread: Thread = {
  messages: [],
  activities: {},
  openRun: null,
  interrupt: null,
  seq: 0,
};

export function threadOf(snapshot: ThreadSnapshot): Thread {
  const { open_run: run } = snapshot;
  return {
    messages: snapshot.messages,
    activities: Object.fromEntries(snapshot.activities.map((each) => [each.id, each])),
    openRun:
      run === null ? null : { id: run.id, mode: run.mode, startedAt: run.started_at, step: null },
    interrupt: snapshot.interrupt,
    seq: snapshot.seq,
  };
}

/** Takes in the next events of the log; those already seen change nothing. */
export function advance(thread: Thread, frames: readonly EventFrame[]): Thread {
  return frames.reduce(step, thread);
}

function step(thread: Thread, frame: EventFrame): Thread {
  if (frame.seq <= thread.seq) return thread;
  return { ...fold(thread, frame), seq: frame.seq };
}

type Named<Name extends EventFrame["event"]["type"]> = Extract<EventFrame["event"], { type: Name }>;

type Folds = {
  [Name in EventFrame["event"]["type"]]?: (
    thread: Thread,
    frame: EventFrame,
    event: Named<Name>,
  ) => Thread;
};

const folds: Folds = {
  RUN_STARTED: started,
  STEP_STARTED: (thread, _, event) => withStep(thread, event.stepName),
  STEP_FINISHED: (thread) => withStep(thread, null),
  TEXT_MESSAGE_START: (thread, frame, event) => ({
    ...thread,
    messages: [...thread.messages, opened(thread, frame, event.messageId)],
  }),
  TEXT_MESSAGE_CONTENT: (thread, _, event) =>
    changed(thread, event.messageId, (said) => ({ text: said.text + event.delta })),
  TEXT_MESSAGE_END: (thread, _, event) =>
    changed(thread, event.messageId, () => ({ status: "complete" })),
  ACTIVITY_SNAPSHOT: (thread, frame, event) =>
    event.activityType === "USER_MESSAGE"
      ? asked(thread, frame, { id: event.messageId, content: event.content })
      : shown(thread, frame, event),
  CUSTOM: (thread, frame, event) =>
    event.name === "arch.usage" ? used(thread, frame, event.value) : thread,
  RUN_FINISHED: finished,
  RUN_ERROR: (thread, frame, event) =>
    failed(thread, frame, { code: event.code ?? "RUN_FAILED", message: event.message }),
};

function fold(thread: Thread, frame: EventFrame): Thread {
  const { event } = frame;
  const take = folds[event.type] as
    ((thread: Thread, frame: EventFrame, event: EventFrame["event"]) => Thread) | undefined;
  if (take !== undefined) return take(thread, frame, event);
  return quiet(event.type) ? thread : unsupported(thread, frame);
}

/** Types that say nothing a person must see: tool calls are shown by their activity. */
function quiet(type: string): boolean {
  return /^(TOOL_CALL|STATE|MESSAGES|REASONING|SUBAGENT|ACTIVITY|TEXT_MESSAGE)_|^RAW$/.test(type);
}

function started(thread: Thread, frame: EventFrame): Thread {
  const openRun = { id: frame.run, mode: "brainstorm", startedAt: frame.at, step: null } as const;
  return { ...thread, openRun, interrupt: null };
}

function withStep(thread: Thread, name: string | null): Thread {
  return thread.openRun === null
    ? thread
    : { ...thread, openRun: { ...thread.openRun, step: name } };
}

function opened(thread: Thread, frame: EventFrame, id: string): Message {
  return {
    id,
    role: "assistant",
    text: "",
    created_at: frame.at,
    run_id: frame.run,
    mode: thread.openRun?.mode ?? "brainstorm",
    status: "streaming",
    usage: null,
    activities: [],
    error: null,
  };
}

interface Question {
  id: string;
  content: Record<string, unknown>;
}

function asked(thread: Thread, frame: EventFrame, { id, content }: Question): Thread {
  const mode = modeOf(content.mode);
  const message: Message = {
    ...opened(thread, frame, id),
    role: "user",
    status: "complete",
    text: typeof content.text === "string" ? content.text : "",
    mode,
  };
  const openRun = thread.openRun === null ? null : { ...thread.openRun, mode };
  const rest = thread.messages.filter((each) => each.id !== id);
  return { ...thread, openRun, messages: [...rest, message] };
}

export function modeOf(value: unknown): Mode {
  return value === "analyze" || value === "implement" ? value : "brainstorm";
}

interface ActivityEvent {
  messageId: string;
  activityType: string;
  content: Activity["content"];
}

/** An activity shown again keeps its place; a new one stands below the newest message of its run. */
function shown(thread: Thread, frame: EventFrame, event: ActivityEvent): Thread {
  const id = event.messageId;
  const before = thread.activities[id];
  const activity: Activity = {
    id,
    run_id: before?.run_id ?? frame.run,
    type: event.activityType,
    content: event.content,
    seq: before?.seq ?? frame.seq,
  };
  const activities = { ...thread.activities, [id]: activity };
  if (before !== undefined) return { ...thread, activities };
  return placed({ ...thread, activities }, frame.run, id);
}

function placed(thread: Thread, run: string, activity: string): Thread {
  const host = thread.messages.findLast((each) => each.run_id === run);
  if (host === undefined) return thread;
  return changed(thread, host.id, () => ({ activities: [...host.activities, activity] }));
}

function unsupported(thread: Thread, frame: EventFrame): Thread {
  return shown(thread, frame, {
    messageId: `unsupported_${frame.seq}`,
    activityType: "UNSUPPORTED",
    content: { ...frame.event },
  });
}

function finished(thread: Thread, frame: EventFrame, event: Named<"RUN_FINISHED">): Thread {
  const closed = { ...thread, openRun: null };
  const outcome = event.outcome;
  if (outcome?.type === "cancelled") return ended(closed, frame.run, { status: "stopped" });
  if (outcome?.type !== "interrupt") return ended(closed, frame.run, { status: "complete" });
  const [first] = outcome.interrupts;
  const done = ended(closed, frame.run, { status: "complete" });
  if (first === undefined) return done;
  const interrupt: Interrupt = {
    id: first.id,
    run_id: frame.run,
    reason: first.reason,
    message: first.message ?? "",
  };
  return { ...done, interrupt };
}

function failed(thread: Thread, frame: EventFrame, error: RunFailure): Thread {
  const status = error.code === "RUN_INTERRUPTED" ? "interrupted" : "failed";
  return ended({ ...thread, openRun: null }, frame.run, { status, error });
}

/** The verdict over a run stands at its last message, also when that is the question itself. */
function ended(thread: Thread, run: string, verdict: Partial<Message>): Thread {
  const last = thread.messages.findLast((each) => each.run_id === run);
  return last === undefined ? thread : changed(thread, last.id, () => verdict);
}

/** Tokens and cost stand below the answer that used them. */
function used(thread: Thread, frame: EventFrame, value: unknown): Thread {
  const last = thread.messages.findLast((each) => each.run_id === frame.run);
  if (last?.role !== "assistant") return thread;
  return changed(thread, last.id, () => ({ usage: value as NonNullable<Message["usage"]> }));
}

function changed(
  thread: Thread,
  id: string,
  change: (message: Message) => Partial<Message>,
): Thread {
  const index = thread.messages.findLastIndex((each) => each.id === id);
  const message = thread.messages[index];
  if (message === undefined) return thread;
  return { ...thread, messages: thread.messages.with(index, { ...message, ...change(message) }) };
}
