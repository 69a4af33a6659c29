import type { AgentEvent, EventFrame } from "@/lib/stream/frames";

interface Log {
  thread?: string;
  run?: string;
  from?: number;
}

/** Frames with consecutive numbers for these events of one run. */
export function frames(
  events: readonly AgentEvent[],
  { thread = "th_1", run = "run_first", from = 1 }: Log = {},
): EventFrame[] {
  return events.map((event, index) => ({
    t: "ev",
    thread,
    run,
    seq: from + index,
    at: "2026-01-15T10:00:00Z",
    event,
  }));
}

export const runStarted = (runId = "run_first"): AgentEvent => ({
  type: "RUN_STARTED",
  threadId: "th_1",
  runId,
});

export const asked = (text: string, id = "msg_q", mode = "brainstorm"): AgentEvent =>
  shown("USER_MESSAGE", { text, mode, scope: [], action: null }, id);

export const shown = (
  activityType: string,
  content: Record<string, unknown>,
  messageId = "act_1",
): AgentEvent => ({ type: "ACTIVITY_SNAPSHOT", messageId, activityType, content, replace: true });

export const textStarted = (messageId = "msg_a"): AgentEvent => ({
  type: "TEXT_MESSAGE_START",
  messageId,
  role: "assistant",
});

export const text = (delta: string, messageId = "msg_a"): AgentEvent => ({
  type: "TEXT_MESSAGE_CONTENT",
  messageId,
  delta,
});

export const textEnded = (messageId = "msg_a"): AgentEvent => ({
  type: "TEXT_MESSAGE_END",
  messageId,
});

export const runFinished = (
  outcome: Extract<AgentEvent, { type: "RUN_FINISHED" }>["outcome"] = { type: "success" },
): AgentEvent => ({ type: "RUN_FINISHED", threadId: "th_1", runId: "run_first", outcome });

export const runFailed = (code: string, message: string): AgentEvent => ({
  type: "RUN_ERROR",
  code,
  message,
});
