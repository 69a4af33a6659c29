import type { Schemas } from "@/lib/api/types";

import { candidates, completed, mentionsIn, typingAt } from "./mentions";
import { pinsOf, placeWords } from "./pins";

type CommentThread = Schemas["CommentThread"];

const people = [
  { id: "usr_1", name: "Ada Lovelace" },
  { id: "usr_2", name: "Bo" },
];

function aThread(anchor: Partial<CommentThread["anchor"]>, more: Partial<CommentThread> = {}) {
  return {
    id: "cth_1",
    project_id: "prj_1",
    option_id: "opt_1",
    revision_number: 1,
    anchor: { kind: "component", id: "orders", title: "Orders", removed_in: null, ...anchor },
    comments: [],
    resolved: false,
    resolved_by: null,
    created_at: "2026-11-22T00:00:00Z",
    updated_at: "2026-11-22T00:00:00Z",
    unread: 0,
    ...more,
  } satisfies CommentThread;
}

test("a name is offered while it is typed behind an @ that begins a word", () => {
  expect(typingAt("Ask @ad", 7)).toEqual({ from: 4, query: "ad" });
  expect(typingAt("@", 1)).toEqual({ from: 0, query: "" });
  expect(typingAt("mail@example", 12)).toBeNull();
  expect(candidates(people, "love").map(({ id }) => id)).toEqual(["usr_1"]);
  expect(candidates(people, "")).toHaveLength(2);
});

test("a chosen name takes the place of what was typed and is a mention", () => {
  const { text, caret } = completed("Ask @ad now", { from: 4, query: "ad" }, "Ada Lovelace");
  expect(text).toBe("Ask @Ada Lovelace now");
  expect(text.slice(caret)).toBe("now");
  expect(mentionsIn(text, people)).toEqual(["usr_1"]);
});

test("open discussions mark their element; what is resolved or gone marks none", () => {
  const pins = pinsOf([
    aThread({}, { unread: 2 }),
    aThread({}),
    aThread({ id: "queue" }, { resolved: true }),
    aThread({ id: "cache", removed_in: 4 }),
    aThread({ kind: "design", id: "" }),
  ]);
  expect([...pins]).toEqual([["orders", { open: 2, unread: 2 }]]);
});

test("a discussion says where it stands, and which revision took its element away", () => {
  expect(placeWords(aThread({}))).toBe("On Orders");
  expect(placeWords(aThread({ kind: "design", id: "" }))).toBe("On the whole design");
  expect(placeWords(aThread({ removed_in: 7 }))).toBe("On Orders, removed in revision 7");
});
