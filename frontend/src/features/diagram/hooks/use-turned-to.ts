import { useEffect, type RefObject } from "react";

/** Calls once when the pointer or the focus first comes into the panel. */
export function useTurnedTo(panel: RefObject<HTMLElement | null>, onTurnedTo: () => void): void {
  useEffect(() => {
    const element = panel.current;
    if (element === null) return undefined;
    const heard = new AbortController();
    const once = () => {
      heard.abort();
      onTurnedTo();
    };
    element.addEventListener("pointerenter", once, { signal: heard.signal });
    element.addEventListener("focusin", once, { signal: heard.signal });
    return () => heard.abort();
  }, [panel, onTurnedTo]);
}
