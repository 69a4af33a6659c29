import { useCallback, useEffect, useState } from "react";

import { toast } from "@/lib/toast-store";

import type { Address } from "./address";
import type { PaneName } from "./panes";

type Go = (change: Partial<Record<keyof Address, string | null>>) => void;

/** The way from a requirement to the words it came from, and back. */
export function useLinked(go: Go, setPane: (pane: PaneName) => void) {
  const [fact, setFact] = useState<{ id: string } | null>(null);
  const [quoted, setQuoted] = useState<string | null>(null);
  const [turned, setTurned] = useState<{ id: string } | null>(null);

  const openFact = useCallback(
    (id: string) => {
      setPane("canvas");
      go({ tab: "requirements" });
      setFact({ id });
      setQuoted(id);
    },
    [go, setPane],
  );

  const showQuote = useCallback(
    (id: string) => {
      setPane("chat");
      setQuoted(id);
      setTurned({ id });
    },
    [setPane],
  );
  // After the chat is in sight, which on a phone it was not.
  useEffect(() => (turned === null ? undefined : turnTo(turned.id)), [turned]);

  return { fact, quoted, openFact, showQuote };
}

/** How long a conversation may take to arrive before the words count as said elsewhere. */
const PATIENCE_MS = 3_000;

/** Go to the newest message that says it, as soon as it is there; what is returned gives up waiting. */
function turnTo(id: string): (() => void) | undefined {
  if (turned(id)) return undefined;
  const giveUp = () => {
    arrivals.disconnect();
    clearTimeout(late);
  };
  const arrivals = new MutationObserver(() => {
    if (turned(id)) giveUp();
  });
  const late = setTimeout(() => {
    giveUp();
    toast("These words are in another conversation.");
  }, PATIENCE_MS);
  arrivals.observe(document.body, { childList: true, subtree: true });
  return giveUp;
}

function turned(id: string): boolean {
  const said = document.querySelectorAll<HTMLElement>(`[data-fact~="${CSS.escape(id)}"]`);
  const newest = [...said].at(-1);
  newest?.scrollIntoView({ block: "center" });
  newest?.focus({ preventScroll: true });
  return newest !== undefined;
}
