import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from "react";

import { useOptions, useTitles } from "@/features/board/hooks/use-board";
import { shownOption } from "@/features/board/model/cards";
import {
  feedOf,
  isBusy,
  useOpenConversation,
  useFeedValue,
  useFollow,
  useProjectConversations,
} from "@/features/conversation/hooks/use-conversation";
import { pressed, said, type Ask } from "@/features/conversation/model/asks";
import { toastError } from "@/lib/toast-store";
import { isPressed } from "@/lib/shortcuts";
import type { Action, Mode } from "@/lib/stream/frames";

import { useAddress, type CanvasTab } from "./address";
import type { PaneName } from "./panes";
import { useEventEffects } from "./use-events";
import { useForks } from "./use-forks";
import { useLinked } from "./use-linked";
import { usePlace } from "./use-place";

/** The state of one open project: its conversation, what is selected, which pane a phone shows. */
export function useWorkspace(projectId: string) {
  const { address, go, prompt, bare, entry } = useAddress();
  usePlace(projectId, { address, bare, go });
  const conversations = useProjectConversations(projectId);
  const opening = useOpenConversation(projectId);
  const [pane, setPane] = useState<PaneName>(entry);
  const [selected, setSelected] = useState<readonly string[]>([]);
  const [highlighted, setHighlighted] = useState<readonly string[]>([]);
  const field = useRef<HTMLTextAreaElement>(null);
  const [offered, setOffered] = useState<{ text: string } | null>(null);
  const linked = useLinked(go, setPane);
  const options = useOptions(projectId);
  const option = shownOption(options.data ?? [], address.option);
  const titles = useTitles(option?.revision_id ?? null);

  const conversationId = chosen(address.conversation, conversations.data?.[0]?.id);
  const feed = conversationId === null ? null : feedOf(conversationId);
  const [mode, setMode] = useMode(
    conversations.data?.find((each) => each.id === conversationId)?.mode,
  );
  const onBundle = useCallback(() => go({ tab: "bundle", artifact: null }, "replace"), [go]);
  const onRevision = useCallback(() => go({ revision: null }, "replace"), [go]);
  useFollow(feed, useEventEffects(projectId, { onBundle, onRevision }));
  const busy = useFeedValue(feed, isBusy, opening.isPending);

  const forks = useForks({
    projectId,
    conversationId,
    known: conversations.data,
    feed,
    option,
    go,
  });

  const send = (ask: Ask) => {
    setMode(ask.mode);
    if (feed !== null) {
      feed.send(ask);
      return;
    }
    opening.mutate(address.conversation === "new" ? "new" : "newest", {
      onSuccess: ({ id }) => {
        feedOf(id).send(ask);
        go({ conversation: id }, "replace");
      },
      onError: (error) => toastError(error.message),
    });
  };

  const press = (action: Action, words: string, as: Mode = mode) =>
    send(pressed(action, words, as));

  usePromptOnce(prompt, conversations.isSuccess, (text) => {
    go({ prompt: null }, "replace");
    send(said(text, "brainstorm"));
  });
  const turnTo = useCallback(
    (next: Mode) => {
      setMode(next);
      go({ tab: homes[next] });
    },
    [setMode, go],
  );
  useShortcuts(turnTo, () => feed?.stop());

  const highlight = useMemo(
    () => (ids: readonly string[]) => {
      setHighlighted(ids);
      setPane("canvas");
      go({ tab: "diagram" });
    },
    [go],
  );

  /** Begins a message with these words. */
  const offer = useCallback((text: string) => {
    setOffered({ text });
    setPane("chat");
    // A menu that closes gives the focus back to its button first.
    requestAnimationFrame(() =>
      setTimeout(() => {
        field.current?.focus();
        field.current?.setSelectionRange(text.length, text.length);
      }),
    );
  }, []);

  return {
    address,
    go,
    offered,
    offer,
    linked,
    forks,
    conversations: conversations.data ?? [],
    conversationsReady: !conversations.isPending,
    conversationId,
    feed,
    starting: opening.isPending,
    busy,
    mode,
    turnTo,
    send,
    press,
    pane,
    setPane,
    option,
    titles,
    selected,
    setSelected,
    highlighted,
    highlight,
    field,
  };
}

/** Where the canvas shows what a mode is about. */
const homes: Readonly<Record<Mode, CanvasTab>> = {
  brainstorm: "board",
  analyze: "analysis",
  implement: "bundle",
};

export type Workspace = ReturnType<typeof useWorkspace>;

function chosen(asked: string | null, newest: string | undefined): string | null {
  if (asked === "new") return null;
  return asked ?? newest ?? null;
}

/** The mode of the conversation until another one is picked. */
function useMode(stored: Mode | undefined): [Mode, (mode: Mode) => void] {
  const [picked, setPicked] = useState<Mode | null>(null);
  return [picked ?? stored ?? "brainstorm", setPicked];
}

/** A sentence that came with the address is sent once, also when React runs effects twice. */
function usePromptOnce(prompt: string | null, ready: boolean, onPrompt: (text: string) => void) {
  const sent = useRef(false);
  const take = useEffectEvent(onPrompt);
  useEffect(() => {
    if (prompt === null || !ready || sent.current) return;
    sent.current = true;
    take(prompt);
  }, [prompt, ready]);
}

const modes: readonly Mode[] = ["brainstorm", "analyze", "implement"];

function useShortcuts(onMode: (mode: Mode) => void, onStop: () => void): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const mode = modes.find((each) => isPressed(event, each));
    if (mode !== undefined) {
      event.preventDefault();
      onMode(mode);
    } else if (isPressed(event, "stop")) {
      event.preventDefault();
      onStop();
    }
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => press(event);
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}
