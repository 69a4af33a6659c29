import { useEffect, type RefObject } from "react";

/** O switches between drawing and outline while the focus is inside the panel and not in a field. */
export function useOutlineKey(panel: RefObject<HTMLElement | null>, onToggle: () => void): void {
  useEffect(() => {
    const element = panel.current;
    if (element === null) return undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (event.key.toLowerCase() !== "o" || isField(event.target)) return;
      event.preventDefault();
      onToggle();
    };
    element.addEventListener("keydown", onKeyDown);
    return () => element.removeEventListener("keydown", onKeyDown);
  }, [panel, onToggle]);
}

function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches("input, textarea, select");
}
