import { vi } from "vitest";

import { frames, runStarted, text } from "@/testing/frames";

import { backoffMs } from "./backoff";
import type { EventFrame } from "./frames";
import { Stream, type SocketLike } from "./socket";
import { placement, type ThreadListener } from "./subscription";

class FakeSocket implements SocketLike {
  onopen: SocketLike["onopen"] = null;
  onmessage: SocketLike["onmessage"] = null;
  onclose: SocketLike["onclose"] = null;
  sent: Record<string, unknown>[] = [];
  send(data: string) {
    this.sent.push(JSON.parse(data) as Record<string, unknown>);
  }
  close() {
    this.drop();
  }
  open() {
    this.onopen?.call(this as never, new Event("open"));
    this.say({ v: 1, t: "hello", person: "usr_1", heartbeat_seconds: 25 });
  }
  say(frame: object) {
    const event = new MessageEvent("message", { data: JSON.stringify(frame) });
    this.onmessage?.call(this as never, event);
  }
  drop() {
    this.onclose?.call(this as never, new CloseEvent("close"));
  }
}

/** A stream whose sockets and frames the test moves by hand. */
function aStream() {
  const sockets: FakeSocket[] = [];
  const waiting: (() => void)[] = [];
  let tickets = 0;
  const stream = new Stream({
    ticket: () => Promise.resolve(`ticket-${(tickets += 1)}`),
    open: () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket;
    },
    nextFrame: (run) => waiting.push(run),
    random: () => 0,
  });
  const paint = () => waiting.splice(0).forEach((run) => run());
  return { stream, sockets, paint };
}

function aListener() {
  const batches: { seqs: number[]; replayed: number }[] = [];
  const refusals: { code: string; run: string | null }[] = [];
  let resets = 0;
  const listener: ThreadListener = {
    apply: (events: readonly EventFrame[], replayed) =>
      batches.push({ seqs: events.map((each) => each.seq), replayed }),
    reset: () => (resets += 1),
    accepted: () => undefined,
    refused: ({ code, run }) => refusals.push({ code, run }),
  };
  return { listener, batches, refusals, resets: () => resets };
}

/** The socket with that number, opened as a server would, with the replay of the thread done. */
async function opened(sockets: FakeSocket[], number = 0): Promise<FakeSocket> {
  await vi.waitFor(() => expect(sockets[number]).toBeDefined());
  const socket = sockets[number];
  if (socket === undefined) throw new Error("no socket");
  socket.open();
  return socket;
}

const run = {
  thread: "th_1",
  run: "run_first",
  mode: "brainstorm" as const,
  text: "A shop",
  action: null,
  scope: [],
  resume: null,
};

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));
afterEach(() => void vi.useRealTimers());

test("the ticket goes in the first frame and the thread is followed from where it was loaded", async () => {
  const { stream, sockets } = aStream();
  stream.subscribe("th_1", 7, aListener().listener);

  const socket = await opened(sockets);

  expect(socket.sent).toEqual([
    { t: "hello", ticket: "ticket-1" },
    { t: "sub", thread: "th_1", after: 7 },
  ]);
});

test("a replay is handed over in one piece, what follows once a frame", async () => {
  const { stream, sockets, paint } = aStream();
  const { listener, batches } = aListener();
  stream.subscribe("th_1", 0, listener);
  const socket = await opened(sockets);

  const log = frames([runStarted(), text("a"), text("b"), text("c")]);
  log.slice(0, 2).forEach((frame) => socket.say(frame));
  paint();
  expect(batches).toEqual([]);
  socket.say({ t: "caught_up", thread: "th_1", seq: 2 });
  log.slice(2).forEach((frame) => socket.say(frame));
  paint();

  expect(batches).toEqual([
    { seqs: [1, 2], replayed: 2 },
    { seqs: [3, 4], replayed: 0 },
  ]);
});

test("a repeated event is ignored and a gap asks for what is missing", async () => {
  const { stream, sockets, paint } = aStream();
  const { listener, batches } = aListener();
  stream.subscribe("th_1", 0, listener);
  const socket = await opened(sockets);
  socket.say({ t: "caught_up", thread: "th_1", seq: 0 });
  const [first, second, third] = frames([runStarted(), text("a"), text("b")]);

  socket.say(first ?? {});
  socket.say(first ?? {});
  socket.say(third ?? {});
  expect(socket.sent.at(-1)).toEqual({ t: "sub", thread: "th_1", after: 1 });
  socket.say(second ?? {});
  socket.say(third ?? {});
  socket.say({ t: "caught_up", thread: "th_1", seq: 3 });
  paint();

  expect(batches.flatMap((batch) => batch.seqs)).toEqual([1, 2, 3]);
});

test("after a lost socket a new ticket is used and the thread goes on after the last event", async () => {
  const { stream, sockets } = aStream();
  stream.subscribe("th_1", 0, aListener().listener);
  const socket = await opened(sockets);
  frames([runStarted(), text("a")]).forEach((frame) => socket.say(frame));

  socket.drop();
  expect(stream.getStatus()).toBe("waiting");
  await vi.advanceTimersByTimeAsync(300);
  const next = await opened(sockets, 1);

  expect(next.sent).toEqual([
    { t: "hello", ticket: "ticket-2" },
    { t: "sub", thread: "th_1", after: 2 },
  ]);
});

test("a run is sent again after a reconnect until it was accepted", async () => {
  const { stream, sockets } = aStream();
  stream.subscribe("th_1", 0, aListener().listener);
  const socket = await opened(sockets);
  stream.run(run);
  socket.drop();
  await vi.advanceTimersByTimeAsync(300);
  const next = await opened(sockets, 1);
  expect(next.sent).toContainEqual({ t: "run", ...run });

  next.say({ t: "accepted", run: "run_first", thread: "th_1", seq: 1 });
  next.drop();
  await vi.advanceTimersByTimeAsync(800);
  const third = await opened(sockets, 2);

  expect(third.sent.filter((frame) => frame.t === "run")).toEqual([]);
});

test("a refused run is told to its thread and not sent again", async () => {
  const { stream, sockets } = aStream();
  const { listener, refusals } = aListener();
  stream.subscribe("th_1", 0, listener);
  const socket = await opened(sockets);
  stream.run(run);

  socket.say({
    t: "err",
    code: "PROMPT_TOO_LONG",
    message: "Too long.",
    fatal: false,
    run: run.run,
  });

  expect(refusals).toEqual([{ code: "PROMPT_TOO_LONG", run: "run_first" }]);
});

test("a refusal that comes before anybody follows its thread is told to who does then", async () => {
  const { stream, sockets } = aStream();
  const { listener, refusals } = aListener();
  stream.run(run);
  const socket = await opened(sockets);

  socket.say({
    t: "err",
    code: "QUOTA_REACHED",
    message: "No more today.",
    fatal: false,
    run: run.run,
  });
  stream.subscribe("th_1", 0, listener);
  stream.subscribe("th_1", 0, listener);

  expect(refusals).toEqual([{ code: "QUOTA_REACHED", run: "run_first" }]);
});

test("a log that was trimmed asks for the thread anew", async () => {
  const { stream, sockets } = aStream();
  const { listener, resets } = aListener();
  stream.subscribe("th_1", 5, listener);
  const socket = await opened(sockets);

  socket.say({ t: "reset", thread: "th_1", reason: "trimmed" });

  expect(resets()).toBe(1);
});

test("a socket that stays silent after a ping is given up", async () => {
  const { stream, sockets } = aStream();
  stream.subscribe("th_1", 0, aListener().listener);
  const socket = await opened(sockets);

  await vi.advanceTimersByTimeAsync(25_000);
  expect(socket.sent.at(-1)).toEqual({ t: "ping" });
  await vi.advanceTimersByTimeAsync(25_000);

  expect(stream.getStatus()).not.toBe("open");
});

test("garbage from the server is ignored", async () => {
  const { stream, sockets } = aStream();
  stream.subscribe("th_1", 0, aListener().listener);
  const socket = await opened(sockets);

  socket.onmessage?.call(socket as never, new MessageEvent("message", { data: "{nonsense" }));
  socket.say({ t: "hologram" });

  expect(stream.getStatus()).toBe("open");
});

test("the wait before a reconnect grows from half a second to fifteen, half of it by chance", () => {
  expect([0, 1, 2, 20].map((attempt) => backoffMs(attempt, () => 1))).toEqual([
    500, 1000, 2000, 15_000,
  ]);
  expect(backoffMs(20, () => 0)).toBe(7500);
});

test("an event is next, known, or after a gap", () => {
  expect([placement(4, 5), placement(4, 4), placement(4, 6)]).toEqual(["next", "known", "gap"]);
});
