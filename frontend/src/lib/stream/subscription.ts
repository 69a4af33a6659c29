import type { EventFrame } from "./frames";

export interface Refusal {
  code: string;
  message: string;
  run: string | null;
}

/** Follows one thread. `apply` gets events in order and without holes, all of a replay in one call. */
export interface ThreadListener {
  apply: (events: readonly EventFrame[], replayed: number) => void;
  /** The log before this point is gone: load the thread again, then subscribe after it. */
  reset: () => void;
  /** The server took the run. */
  accepted: (run: string) => void;
  /** The server refused the run, or an operation on this thread. */
  refused: (refusal: Refusal) => void;
}

export type Placement = "next" | "known" | "gap";

/** Where an event belongs after the one numbered `last`. */
export function placement(last: number, seq: number): Placement {
  if (seq <= last) return "known";
  return seq === last + 1 ? "next" : "gap";
}

/** Orders the events of one thread and hands them over once a frame. */
export class Subscription {
  readonly thread: string;
  readonly listener: ThreadListener;
  last: number;
  private waiting: EventFrame[] = [];
  private replaying = true;
  private scheduled = false;
  private readonly nextFrame: (run: () => void) => void;

  constructor(
    thread: string,
    options: {
      after: number;
      listener: ThreadListener;
      nextFrame: (run: () => void) => void;
    },
  ) {
    this.thread = thread;
    this.last = options.after;
    this.listener = options.listener;
    this.nextFrame = options.nextFrame;
  }

  /** A new `sub` went out: hold events back until the server says that the replay is over. */
  beginReplay(): void {
    this.flush();
    this.replaying = true;
  }

  take(frame: EventFrame): Placement {
    const place = placement(this.last, frame.seq);
    if (place !== "next") return place;
    this.last = frame.seq;
    this.waiting.push(frame);
    if (!this.replaying) this.schedule();
    return place;
  }

  endReplay(): void {
    const replayed = this.waiting.length;
    this.replaying = false;
    this.hand(replayed);
  }

  /** Hands over what waits, now. */
  flush(): void {
    this.hand(0);
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    this.nextFrame(() => {
      this.scheduled = false;
      if (!this.replaying) this.hand(0);
    });
  }

  private hand(replayed: number): void {
    if (this.waiting.length === 0) return;
    const events = this.waiting;
    this.waiting = [];
    this.listener.apply(events, replayed);
  }
}
