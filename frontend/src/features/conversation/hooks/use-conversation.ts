import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useEffectEvent, useSyncExternalStore } from "react";
import { useStore } from "zustand";

import type { EventFrame } from "@/lib/stream/frames";
import { tabStream } from "@/lib/stream/tab-stream";

import {
  createConversation,
  fetchConversations,
  fetchThread,
  forkConversation,
  renameConversation,
} from "../api/conversations";

import { optionOf } from "../model/option-of";

import { ConversationFeed, type ConversationState } from "./thread-store";

const feeds = new Map<string, ConversationFeed>();

/** The feed of a conversation, one per tab. */
export function feedOf(id: string): ConversationFeed {
  const known = feeds.get(id);
  if (known !== undefined) return known;
  const feed = new ConversationFeed(id, tabStream());
  feeds.set(id, feed);
  return feed;
}

/** Follows the conversation while the component is mounted. */
export function useFollow(
  feed: ConversationFeed | null,
  onEvents: (frames: readonly EventFrame[]) => void,
): void {
  const watch = useEffectEvent(onEvents);
  useEffect(() => feed?.follow((frames) => watch(frames)), [feed]);
}

export function useFeed<T>(feed: ConversationFeed, select: (state: ConversationState) => T): T {
  return useStore(feed.store, select);
}

/** A value of the conversation, or `without` when there is none yet; `select` must be stable. */
export function useFeedValue<T>(
  feed: ConversationFeed | null,
  select: (state: ConversationState) => T,
  without: T,
): T {
  const subscribe = useCallback(
    (changed: () => void) => feed?.store.subscribe(changed) ?? (() => undefined),
    [feed],
  );
  return useSyncExternalStore(subscribe, () =>
    feed === null ? without : select(feed.store.getState()),
  );
}

export function isBusy(state: ConversationState): boolean {
  return state.thread.openRun !== null || state.pending !== null;
}

const ofProject = (projectId: string) =>
  queryOptions({
    queryKey: ["conversations", "of-project", projectId],
    queryFn: ({ signal }) => fetchConversations(projectId, signal),
  });

export function useProjectConversations(projectId: string) {
  return useQuery({ ...ofProject(projectId), select: (page) => page.items });
}

/** The newest conversation of the project, or a new one: when asked for, and where there is none. */
export function useOpenConversation(projectId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (which: "newest" | "new") => {
      const known =
        which === "new"
          ? null
          : await queries.query({ ...ofProject(projectId), staleTime: "static" });
      return known?.items[0] ?? createConversation(projectId);
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ["conversations"] }),
  });
}

/** The option that a conversation changed last, or null when it changed none. */
export async function optionChangedIn(id: string): Promise<string | null> {
  return optionOf((await fetchThread(id)).activities);
}

export interface ForkAt {
  conversationId: string;
  messageId: string;
  /** Before the message, to say it differently; after it, to go on from there. */
  cut: "before" | "after";
}

export function useForkConversation() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ conversationId, messageId, cut }: ForkAt) =>
      forkConversation(conversationId, messageId, cut),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["conversations"] }),
  });
}

export function useRenameConversation() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, title }: { id: string; title: string }) => renameConversation(id, title),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["conversations"] }),
  });
}
