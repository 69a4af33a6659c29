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
  useEffect(() => {
    if (turned !== null) turnTo(turned.id);
  }, [turned]);

  return { fact, quoted, openFact, showQuote };
}

/** The newest message that says it. */
function turnTo(id: string): void {
  const said = document.querySelectorAll<HTMLElement>(`[data-fact~="${CSS.escape(id)}"]`);
  const newest = [...said].at(-1);
  if (newest === undefined) {
    toast("These words are in another conversation.");
    return;
  }
  newest.scrollIntoView({ block: "center" });
  newest.focus({ preventScroll: true });
}
