import type { Event } from "@ag-ui/core";

import type { Schemas } from "@/lib/api/types";

/** An AG-UI 1.0 event with its type spelled as it is on the wire. */
type Spelled<E> = E extends { type: infer Name extends string }
  ? Omit<E, "type"> & { type: `${Name}` }
  : never;
export type AgentEvent = Spelled<Event>;

/** One numbered entry of a thread's log; `seq` is dense from 1 within its thread. */
export interface EventFrame {
  t: "ev";
  thread: string;
  run: string;
  seq: number;
  at: string;
  event: AgentEvent;
}

export interface RefusalFrame {
  t: "err";
  code: string;
  message: string;
  fatal: boolean;
  run?: string;
  thread?: string;
}

export type InboundFrame =
  | EventFrame
  | RefusalFrame
  | { t: "hello"; person: string; heartbeat_seconds: number }
  | { t: "pong" }
  | { t: "accepted"; run: string; thread: string; seq: number }
  | { t: "caught_up"; thread: string; seq: number }
  | { t: "reset"; thread: string; reason: string };

export type Mode = Schemas["RunRequest"]["mode"];
export type Action = NonNullable<Schemas["RunRequest"]["action"]>;

/** The answer to a question that a run ended with. */
export interface ResumeAnswer {
  interruptId: string;
  status: "resolved" | "cancelled";
  payload: unknown;
}

/** What a client asks for; `run` is made by the client, so that sending it twice starts it once. */
export interface RunAsk {
  thread: string;
  run: string;
  mode: Mode;
  text: string;
  action: Action | null;
  scope: readonly string[];
  resume: readonly ResumeAnswer[] | null;
}

export type OutboundFrame =
  | { t: "hello"; ticket: string }
  | { t: "sub"; thread: string; after: number }
  | { t: "unsub"; thread: string }
  | ({ t: "run" } & RunAsk)
  | { t: "cancel"; run: string }
  | { t: "ping" };

const known = new Set(["ev", "err", "hello", "pong", "accepted", "caught_up", "reset"]);

/** Reads a frame; what is none, or of a kind from a newer server, is null. */
export function parseFrame(data: unknown): InboundFrame | null {
  if (typeof data !== "string") return null;
  try {
    const frame: unknown = JSON.parse(data);
    if (typeof frame !== "object" || frame === null || !("t" in frame)) return null;
    return known.has(String(frame.t)) ? (frame as InboundFrame) : null;
  } catch {
    return null;
  }
}

export function newRunId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return `run_${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
