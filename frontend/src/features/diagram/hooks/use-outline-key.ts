import { useEffect, type RefObject } from "react";

import { isPressed } from "@/lib/shortcuts";

/** O switches between drawing and outline while the focus is inside the panel and not in a field. */
export function useOutlineKey(panel: RefObject<HTMLElement | null>, onToggle: () => void): void {
  useEffect(() => {
    const element = panel.current;
    if (element === null) return undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      if (!isPressed(event, "outline")) return;
      event.preventDefault();
      onToggle();
    };
    element.addEventListener("keydown", onKeyDown);
    return () => element.removeEventListener("keydown", onKeyDown);
  }, [panel, onToggle]);
}
