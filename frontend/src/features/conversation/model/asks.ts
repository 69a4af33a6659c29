import type { Action, Mode } from "@/lib/stream/frames";

import type { PlanAnswer } from "./plan-answer";
import type { Interrupt } from "./thread";

export const PROMPT_LIMIT = 20_000;

/** What is sent to start a run, but for the ids. */
export interface Ask {
  mode: Mode;
  text: string;
  action: Action | null;
  scope: readonly string[];
  resume:
    readonly { interruptId: string; status: "resolved" | "cancelled"; payload: unknown }[] | null;
}

export function said(text: string, mode: Mode, scope: readonly string[] = []): Ask {
  return { mode, text, action: null, scope, resume: null };
}

/** A button; `words` are what the transcript shows for it. */
export function pressed(action: Action, words: string, mode: Mode): Ask {
  return { mode, text: words, action, scope: [], resume: null };
}

export function approved(interrupt: Interrupt, answer: PlanAnswer): Ask {
  return resumed(interrupt, { status: "resolved", payload: answer, words: "Approve the plan" });
}

export function revised(interrupt: Interrupt, note: string): Ask {
  return resumed(interrupt, { status: "cancelled", payload: { note }, words: note });
}

interface Answer {
  status: "resolved" | "cancelled";
  payload: unknown;
  words: string;
}

function resumed(interrupt: Interrupt, { status, payload, words }: Answer): Ask {
  return {
    mode: "implement",
    text: words,
    action: null,
    scope: [],
    resume: [{ interruptId: interrupt.id, status, payload }],
  };
}

/** Why this text cannot be sent, or null. */
export function promptProblem(text: string): string | null {
  if (text.length <= PROMPT_LIMIT) return null;
  const over = (text.length - PROMPT_LIMIT).toLocaleString("en-US");
  return `That is ${over} characters more than the 20,000 that fit. Shorten it; nothing was sent.`;
}
