import {
  createContext,
  useContext,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
} from "react";

/** What the cards of the drawing report; stable, so that a card is drawn again only when its own data changed. */
export interface CanvasDeeds {
  click: (id: string, event: MouseEvent) => void;
  press: (id: string, event: KeyboardEvent<HTMLElement>) => void;
  focus: (id: string, event: FocusEvent<HTMLElement>) => void;
}

export const CanvasDeedsContext = createContext<CanvasDeeds | null>(null);

export function useCanvasDeeds(): CanvasDeeds {
  const deeds = useContext(CanvasDeedsContext);
  if (deeds === null) throw new Error("A card stands outside a drawing.");
  return deeds;
}
