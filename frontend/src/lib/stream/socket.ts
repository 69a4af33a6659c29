import { backoffMs } from "./backoff";
import { parseFrame, type InboundFrame, type OutboundFrame, type RunAsk } from "./frames";
import { Subscription, type Refusal, type ThreadListener } from "./subscription";

export type SocketStatus = "idle" | "connecting" | "open" | "waiting";

/** What the stream needs of a WebSocket. */
export type SocketLike = Pick<WebSocket, "onopen" | "onmessage" | "onclose" | "send" | "close">;

interface Surroundings {
  /** A one-use ticket for the first frame. */
  ticket: () => Promise<string>;
  open: () => SocketLike;
  nextFrame: (run: () => void) => void;
  random?: () => number;
}

/**
 * The one socket of a tab. It only shows the log: losing it ends nothing on the server.
 * Runs are sent again after a reconnect until they are accepted; their ids make that harmless.
 */
export class Stream {
  private readonly around: Surroundings;
  private readonly subscriptions = new Map<string, Subscription>();
  private readonly unaccepted = new Map<string, RunAsk>();
  private readonly cancels = new Set<string>();
  /** Refusals that came before anybody followed their thread: a first message is sent while it loads. */
  private readonly unheard = new Map<string, Refusal>();
  private readonly watchers = new Set<() => void>();
  private socket: SocketLike | null = null;
  private status: SocketStatus = "idle";
  private attempt = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private heartbeat: ReturnType<typeof setInterval> | undefined;
  private heard = true;

  constructor(around: Surroundings) {
    this.around = around;
  }

  getStatus = (): SocketStatus => this.status;

  watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  /** Replays what came after `after`, then follows. Returns how to stop. */
  subscribe(thread: string, after: number, listener: ThreadListener): () => void {
    const subscription = new Subscription(thread, {
      after,
      listener,
      nextFrame: this.around.nextFrame,
    });
    this.subscriptions.set(thread, subscription);
    if (this.status === "open") this.sub(subscription);
    else this.connect();
    const unheard = this.unheard.get(thread);
    this.unheard.delete(thread);
    if (unheard !== undefined) listener.refused(unheard);
    return () => {
      if (this.subscriptions.get(thread) !== subscription) return;
      subscription.flush();
      this.subscriptions.delete(thread);
      this.send({ t: "unsub", thread });
    };
  }

  run(ask: RunAsk): void {
    this.unaccepted.set(ask.run, ask);
    if (!this.send({ t: "run", ...ask })) this.connect();
  }

  cancel(run: string): void {
    if (this.send({ t: "cancel", run })) return;
    this.cancels.add(run);
    this.connect();
  }

  /** Tries again at once instead of waiting for the backoff. */
  retryNow = (): void => {
    if (this.status === "waiting") this.connect();
  };

  close(): void {
    clearTimeout(this.retry);
    clearInterval(this.heartbeat);
    this.subscriptions.clear();
    this.unheard.clear();
    const socket = this.socket;
    this.socket = null;
    socket?.close();
    this.become("idle");
  }

  private connect(): void {
    if (this.status === "connecting" || this.status === "open") return;
    clearTimeout(this.retry);
    this.become("connecting");
    void this.open();
  }

  private async open(): Promise<void> {
    let ticket: string;
    try {
      ticket = await this.around.ticket();
    } catch {
      this.lost();
      return;
    }
    if (this.status !== "connecting") return;
    const socket = this.around.open();
    this.socket = socket;
    socket.onopen = () => socket.send(JSON.stringify({ t: "hello", ticket }));
    socket.onmessage = ({ data }: MessageEvent<unknown>) => {
      this.heard = true;
      const frame = parseFrame(data);
      if (frame !== null && this.socket === socket) this.take(frame);
    };
    socket.onclose = () => {
      if (this.socket === socket) this.lost();
    };
  }

  private lost(): void {
    this.socket = null;
    clearInterval(this.heartbeat);
    clearTimeout(this.retry);
    this.become("waiting");
    this.retry = setTimeout(() => this.connect(), backoffMs(this.attempt, this.around.random));
    this.attempt += 1;
  }

  private take(frame: InboundFrame): void {
    if (frame.t === "hello") this.welcomed(frame.heartbeat_seconds);
    else if (frame.t === "err") this.refused(frame);
    else if (frame.t !== "pong") this.pass(frame);
  }

  /** Frames about one thread go to whoever follows it. */
  private pass(frame: Extract<InboundFrame, { thread: string }>): void {
    const subscription = this.subscriptions.get(frame.thread);
    if (frame.t === "accepted") this.unaccepted.delete(frame.run);
    if (subscription === undefined) return;
    switch (frame.t) {
      case "ev":
        if (subscription.take(frame) === "gap") this.sub(subscription);
        return;
      case "caught_up":
        subscription.endReplay();
        return;
      case "accepted":
        subscription.listener.accepted(frame.run);
        return;
      case "reset":
        subscription.listener.reset();
    }
  }

  private welcomed(heartbeatSeconds: number): void {
    this.attempt = 0;
    this.become("open");
    for (const subscription of this.subscriptions.values()) this.sub(subscription);
    for (const ask of this.unaccepted.values()) this.send({ t: "run", ...ask });
    for (const run of this.cancels) this.send({ t: "cancel", run });
    this.cancels.clear();
    this.heard = true;
    clearInterval(this.heartbeat);
    this.heartbeat = setInterval(() => this.beat(), heartbeatSeconds * 1000);
  }

  /** A socket that said nothing for a whole beat after a ping is dead, whatever the browser thinks. */
  private beat(): void {
    if (!this.heard) {
      const socket = this.socket;
      this.lost();
      socket?.close();
      return;
    }
    this.heard = false;
    this.send({ t: "ping" });
  }

  private refused(frame: Extract<InboundFrame, { t: "err" }>): void {
    const ask = frame.run === undefined ? undefined : this.unaccepted.get(frame.run);
    if (ask !== undefined) this.unaccepted.delete(ask.run);
    const thread = ask?.thread ?? frame.thread;
    if (thread === undefined) return;
    const { code, message, run = null } = frame;
    const subscription = this.subscriptions.get(thread);
    if (subscription === undefined) this.unheard.set(thread, { code, message, run });
    else subscription.listener.refused({ code, message, run });
  }

  private sub(subscription: Subscription): void {
    subscription.beginReplay();
    this.send({ t: "sub", thread: subscription.thread, after: subscription.last });
  }

  private send(frame: OutboundFrame): boolean {
    if (this.status !== "open" || this.socket === null) return false;
    this.socket.send(JSON.stringify(frame));
    return true;
  }

  private become(status: SocketStatus): void {
    if (status === this.status) return;
    this.status = status;
    for (const watcher of this.watchers) watcher();
  }
}
