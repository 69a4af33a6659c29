import {
  asked,
  frames,
  runFailed,
  runFinished,
  runStarted,
  shown,
  text,
  textEnded,
  textStarted,
} from "@/testing/frames";

import { newestProgress } from "./newest";
import { rowsOf } from "./rows";
import { advance, emptyThread, threadOf, type Thread } from "./thread";

const wholeRun = frames([
  runStarted(),
  asked("A shop"),
  shown("TOOL_TRACE", { name: "read" }, "act_tool"),
  textStarted(),
  text("Three "),
  text("options."),
  shown("OPTION_CARD", { id: "opt_1" }, "act_card"),
  textEnded(),
  runFinished(),
]);

test("a run becomes a question and an answer, each with what was shown below it", () => {
  const { messages, openRun, seq } = advance(emptyThread, wholeRun);

  expect(messages.map((each) => [each.role, each.text, each.activities])).toEqual([
    ["user", "A shop", ["act_tool"]],
    ["assistant", "Three options.", ["act_card"]],
  ]);
  expect(messages[1]?.status).toBe("complete");
  expect(openRun).toBeNull();
  expect(seq).toBe(9);
});

test("a replay in one piece and the same events one by one end in the same thread", () => {
  const atOnce = advance(emptyThread, wholeRun);
  const oneByOne = wholeRun.reduce((thread, frame) => advance(thread, [frame]), emptyThread);

  expect(oneByOne).toEqual(atOnce);
});

test("events that were seen before change nothing", () => {
  const thread = advance(emptyThread, wholeRun);

  expect(advance(thread, wholeRun)).toBe(thread);
});

test("a snapshot in mid-message goes on with the text that follows it", () => {
  const half = advance(emptyThread, wholeRun.slice(0, 5));
  const loaded = threadOf({
    conversation: {
      id: "th_1",
      project_id: "prj_1",
      title: "A shop",
      mode: "brainstorm",
      created_at: "2026-01-15T10:00:00Z",
      updated_at: "2026-01-15T10:00:00Z",
    },
    messages: [...half.messages],
    activities: Object.values(half.activities),
    open_run: {
      id: "run_first",
      mode: "brainstorm",
      started_at: "2026-01-15T10:00:00Z",
      status: "running",
    },
    interrupt: null,
    seq: half.seq,
  });

  expect(advance(loaded, wholeRun).messages.at(-1)?.text).toBe("Three options.");
});

test("an activity shown again keeps its place and takes the new content", () => {
  const first = frames([runStarted(), asked("A shop"), shown("PLAN", { items: [1] }, "act_p")]);
  const again = frames([runStarted("run_next"), shown("PLAN", { items: [2] }, "act_p")], {
    run: "run_next",
    from: 4,
  });

  const thread = advance(advance(emptyThread, first), again);

  expect(thread.messages[0]?.activities).toEqual(["act_p"]);
  expect(thread.activities.act_p).toMatchObject({ content: { items: [2] }, run_id: "run_first" });
});

test("two runs keep their messages apart", () => {
  const second = frames(
    [runStarted("run_next"), asked("And cheaper?", "msg_q2", "analyze"), textStarted("msg_b")],
    { run: "run_next", from: 10 },
  );

  const thread = advance(advance(emptyThread, wholeRun), second);

  expect(thread.messages.map((each) => each.run_id)).toEqual([
    "run_first",
    "run_first",
    "run_next",
    "run_next",
  ]);
  expect(thread.openRun).toMatchObject({ id: "run_next", mode: "analyze" });
});

test("a stopped run keeps what was said and says so", () => {
  const log = frames([
    runStarted(),
    asked("A shop"),
    textStarted(),
    text("Half an"),
    textEnded(),
    runFinished({ type: "cancelled" }),
  ]);

  expect(advance(emptyThread, log).messages.at(-1)).toMatchObject({
    text: "Half an",
    status: "stopped",
  });
});

test("a run that waits for approval leaves its question open until the next run", () => {
  const waiting = advance(
    emptyThread,
    frames([
      runStarted(),
      asked("Build it"),
      runFinished({
        type: "interrupt",
        interrupts: [{ id: "int_1", reason: "plan", message: "Approve?" }],
      }),
    ]),
  );

  expect(waiting.interrupt).toMatchObject({ id: "int_1", run_id: "run_first" });
  const next = advance(waiting, frames([runStarted("run_next")], { run: "run_next", from: 4 }));
  expect(next.interrupt).toBeNull();
});

test("a lost server process is an interruption and any other error a failure", () => {
  const start = advance(emptyThread, frames([runStarted(), asked("A shop")]));
  const ended = (code: string) =>
    advance(start, frames([runFailed(code, "It ended.")], { from: 3 })).messages.at(-1);

  expect(ended("RUN_INTERRUPTED")).toMatchObject({ status: "interrupted" });
  expect(ended("RUN_TIMED_OUT")).toMatchObject({
    status: "failed",
    error: { code: "RUN_TIMED_OUT", message: "It ended." },
  });
});

test("an event of a type from the future is shown closed and does not throw", () => {
  const future = { type: "HOLOGRAM_STARTED" } as never;

  const thread = advance(emptyThread, frames([runStarted(), asked("A shop"), future]));

  expect(thread.activities.unsupported_3).toMatchObject({ type: "UNSUPPORTED" });
  expect(thread.messages[0]?.activities).toEqual(["unsupported_3"]);
});

test("the tokens of a run stand at its answer", () => {
  const value = { input_tokens: 90, output_tokens: 42, cost: { amount: "0", currency: "USD" } };
  const log = frames([
    runStarted(),
    asked("A shop"),
    textStarted(),
    { type: "CUSTOM", name: "arch.usage", value },
  ]);

  expect(advance(emptyThread, log).messages.at(-1)?.usage).toEqual(value);
});

const building = shown(
  "BUNDLE_PROGRESS",
  {
    artifact_id: null,
    stages: [
      { id: "compile", title: "Compile", status: "passed", detail: "" },
      { id: "lint", title: "Lint", status: "running", detail: "" },
      { id: "package", title: "Package", status: "waiting", detail: "" },
    ],
    files: [{ path: "README.md", status: "writing", bytes: 0 }],
  },
  "act_build",
);

test("a build whose run was stopped no longer seems to be at work", () => {
  const going = advance(emptyThread, frames([runStarted(), asked("Build"), building]));
  const stopped = advance(going, frames([runFinished({ type: "cancelled" })], { from: 4 }));

  const statuses = (thread: Thread) => newestProgress(thread)?.stages.map((stage) => stage.status);
  expect(statuses(going)).toEqual(["passed", "running", "waiting"]);
  expect(statuses(stopped)).toEqual(["passed", "skipped", "skipped"]);
  expect(newestProgress(stopped)).toBe(newestProgress(stopped));
  expect(newestProgress(stopped)?.files[0]?.status).toBe("queued");
  const [row] = rowsOf(["act_build"], stopped.activities);
  expect(JSON.stringify(row)).not.toContain("running");
});
