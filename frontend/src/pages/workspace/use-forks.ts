import { useCallback, useMemo } from "react";

import { useChooseOption, useForkDesign } from "@/features/board/hooks/use-board";
import {
  feedOf,
  optionChangedIn,
  useFeedValue,
  useForkConversation,
  type ForkAt,
} from "@/features/conversation/hooks/use-conversation";
import type {
  ConversationFeed,
  ConversationState,
} from "@/features/conversation/hooks/thread-store";
import { said } from "@/features/conversation/model/asks";
import type { Message } from "@/features/conversation/model/thread";
import { versionsOf } from "@/features/conversation/model/versions";
import type { Schemas } from "@/lib/api/types";
import { toastError } from "@/lib/toast-store";

import type { Address } from "./address";
import { rememberedOption, rememberOption } from "./option-memory";

interface Place {
  projectId: string;
  conversationId: string | null;
  known: readonly Schemas["ConversationSummary"][] | undefined;
  feed: ConversationFeed | null;
  option: Schemas["OptionCard"] | undefined;
  go: (change: Partial<Record<keyof Address, string | null>>) => void;
}

const none: readonly Schemas["ConversationSummary"][] = [];

/** Ways to go back in a conversation: say a message differently, or go on from it elsewhere. */
export function useForks({ projectId, conversationId, known, feed, option, go }: Place) {
  const conversations = known ?? none;
  const optionId = option?.id ?? null;
  const { mutateAsync: copy } = useForkConversation();
  const { mutateAsync: forkDesign } = useForkDesign(projectId);
  const { mutateAsync: choose } = useChooseOption(projectId);
  const firstOwn = useFirstOwn(feed, conversationId, conversations);

  /** The design as it stood at that moment becomes an option of its own, where it changed since. */
  const fork = useCallback(
    async (at: ForkAt, moment: string | null): Promise<string> => {
      const { id } = await copy(at);
      const always = at.cut === "after";
      const card = optionId === null ? null : await forkDesign({ optionId, at: moment, always });
      if (optionId !== null) {
        rememberOption(at.conversationId, optionId);
        rememberOption(id, card?.id ?? optionId);
      }
      go({ conversation: id, ...(card === null ? {} : { option: card.id, revision: null }) });
      return id;
    },
    [copy, forkDesign, optionId, go],
  );

  const sayAgain = useCallback(
    (message: Message, text: string) => {
      if (conversationId === null) return;
      const at: ForkAt = { conversationId, messageId: message.id, cut: "before" };
      fork(at, message.created_at).then((id) => feedOf(id).send(said(text, message.mode)), failed);
    },
    [conversationId, fork],
  );

  const forkAfter = useCallback(
    (message: Message) => {
      if (conversationId === null) return;
      const at: ForkAt = { conversationId, messageId: message.id, cut: "after" };
      fork(at, nextQuestion(feed, message)).catch(failed);
    },
    [conversationId, feed, fork],
  );

  /** The other version with the design that it was about: what is said next goes on from there. */
  const openVersion = useCallback(
    async (id: string) => {
      if (conversationId !== null && optionId !== null) rememberOption(conversationId, optionId);
      const then = rememberedOption(id) ?? (await optionChangedIn(id));
      const there = then !== null && then !== optionId && (await choose(then)) !== null;
      go({ conversation: id, ...(there ? { option: then, revision: null } : {}) });
    },
    [choose, conversationId, optionId, go],
  );

  const versions = useCallback(
    (messageId: string) =>
      conversationId === null
        ? null
        : versionsOf({ messageId, conversationId, all: conversations, firstOwn }),
    [conversationId, conversations, firstOwn],
  );
  return useMemo(
    () => ({
      sayAgain,
      forkAfter,
      versionsOf: versions,
      openVersion: (id: string) => void openVersion(id).catch(failed),
    }),
    [sayAgain, forkAfter, versions, openVersion],
  );
}

function failed(error: unknown): void {
  toastError(error instanceof Error ? error.message : "Nothing was changed.");
}

/** When the person spoke next: what stood until then came of the message. */
function nextQuestion(feed: ConversationFeed | null, message: Message): string | null {
  const messages = feed?.store.getState().thread.messages ?? [];
  const at = messages.findIndex((each) => each.id === message.id);
  const next = messages.slice(at + 1).find((each) => each.role === "user");
  return next?.created_at ?? null;
}

/** The first message that is no copy, in a conversation that was forked. */
function useFirstOwn(
  feed: ConversationFeed | null,
  conversationId: string | null,
  conversations: typeof none,
): string | null {
  const origin = conversations.find((each) => each.id === conversationId)?.origin ?? null;
  const kept = origin?.kept ?? -1;
  const select = useCallback(
    ({ thread }: ConversationState) => thread.messages[kept]?.id ?? null,
    [kept],
  );
  return useFeedValue(feed, select, null);
}
