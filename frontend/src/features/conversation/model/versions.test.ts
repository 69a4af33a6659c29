import { aConversation } from "@/testing/builders";

import { versionsOf } from "./versions";

const origin = { conversation_id: "th_1", replaced_id: "msg_b", kept: 2 };
const all = [
  aConversation({ id: "th_3", origin }),
  aConversation({ id: "th_1" }),
  aConversation({ id: "th_2", origin }),
  aConversation({ id: "th_4", origin: { ...origin, replaced_id: null } }),
];
const at = (conversationId: string, messageId: string, firstOwn: string | null = null) =>
  versionsOf({ conversationId, messageId, all, firstOwn });

test("a message that was said differently has every version, the first one first", () => {
  expect(at("th_1", "msg_b")).toEqual({ ids: ["th_1", "th_2", "th_3"], at: 0 });
});

test("a version knows its place by the first message that is its own", () => {
  expect(at("th_3", "msg_x", "msg_x")).toEqual({ ids: ["th_1", "th_2", "th_3"], at: 2 });
  expect(at("th_3", "msg_copy", "msg_x")).toBeNull();
});

test("a message that was said once has no versions, nor has one that a fork goes on from", () => {
  expect(at("th_1", "msg_a")).toBeNull();
  expect(at("th_4", "msg_y", "msg_y")).toBeNull();
});

test("a first version that was deleted is not offered", () => {
  const left = all.filter((each) => each.id !== "th_1");
  expect(
    versionsOf({ conversationId: "th_2", messageId: "m", all: left, firstOwn: "m" })?.ids,
  ).toEqual(["th_2", "th_3"]);
});
