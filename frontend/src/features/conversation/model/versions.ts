import type { Schemas } from "@/lib/api/types";

type Summary = Schemas["ConversationSummary"];

/** The conversations that say one message differently, and which of them this is, from 0. */
export interface Versions {
  ids: readonly string[];
  at: number;
}

interface Place {
  messageId: string;
  conversationId: string;
  all: readonly Summary[];
  /** The first message that is no copy, in a conversation that was forked. */
  firstOwn: string | null;
}

/** The versions of a message: the one it stands in where it was said first, then by age. */
export function versionsOf({ messageId, conversationId, all, firstOwn }: Place): Versions | null {
  const here = all.find((each) => each.id === conversationId);
  const origin = here?.origin ?? null;
  const mine = firstOwn === messageId && origin?.replaced_id != null;
  const root = mine ? origin.conversation_id : conversationId;
  const replaced = mine ? origin.replaced_id : messageId;
  const others = all
    .filter((each) => each.origin?.conversation_id === root && each.origin.replaced_id === replaced)
    .map((each) => each.id)
    .toSorted();
  const ids = [...all.filter((each) => each.id === root).map((each) => each.id), ...others];
  const at = ids.indexOf(conversationId);
  return ids.length < 2 || at < 0 ? null : { ids, at };
}
