import { createContext, useContext, type KeyboardEvent, type MouseEvent } from "react";

/** What the cards of the drawing report; stable, so that a card is drawn again only when its own data changed. */
export interface CanvasDeeds {
  click: (id: string, event: MouseEvent) => void;
  press: (id: string, event: KeyboardEvent) => void;
  focus: (id: string) => void;
}

export const CanvasDeedsContext = createContext<CanvasDeeds | null>(null);

export function useCanvasDeeds(): CanvasDeeds {
  const deeds = useContext(CanvasDeedsContext);
  if (deeds === null) throw new Error("A card stands outside a drawing.");
  return deeds;
}
