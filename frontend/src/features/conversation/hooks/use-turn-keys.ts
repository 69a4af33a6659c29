import { useEffect, useEffectEvent, type RefObject } from "react";

import { copyText } from "@/lib/clipboard";
import { isPressed } from "@/lib/shortcuts";
import { toast, toastError } from "@/lib/toast-store";

interface TurnKeys {
  scroller: RefObject<HTMLElement | null>;
  /** Called when the keyboard has moved to a turn, which may lie away from the end. */
  onMove: () => void;
  /** The Markdown of a turn; empty when it has none. */
  textOf: (id: string) => string;
  onWrite: () => void;
}

/** J and K go from turn to turn, C copies the one in focus, Escape goes back to writing. */
export function useTurnKeys({ scroller, onMove, textOf, onWrite }: TurnKeys): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const box = scroller.current;
    if (box === null || !isFree(box, event.target)) return;
    const current = box.querySelector<HTMLElement>("[data-turn]:focus-within");
    const take = (act: () => void) => {
      event.preventDefault();
      act();
    };
    const go = (by: 1 | -1) => {
      focusTurn(box, current, by);
      onMove();
    };
    if (isPressed(event, "nextTurn")) take(() => go(1));
    else if (isPressed(event, "previousTurn")) take(() => go(-1));
    else if (current === null) return;
    else if (isPressed(event, "copyTurn")) take(() => copyTurn(current, textOf));
    else if (isPressed(event, "write")) take(onWrite);
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => press(event);
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}

/** The keys belong to the conversation while the focus is in its pane or nowhere in particular. */
function isFree(box: HTMLElement, target: EventTarget | null): boolean {
  if (document.querySelector("[data-modal], [role=menu]") !== null) return false;
  if (!(target instanceof Element)) return true;
  return target.closest("[data-pane=chat]")?.contains(box) ?? target.matches("body, main, h1");
}

/** From nowhere both keys go to the newest turn; at either end they stay. */
function focusTurn(box: HTMLElement, current: HTMLElement | null, by: 1 | -1): void {
  const turns = [...box.querySelectorAll<HTMLElement>("[data-turn]")];
  const at = current === null ? turns.length : turns.indexOf(current) + by;
  const next = turns[Math.min(turns.length - 1, Math.max(0, at))];
  if (next === undefined) return;
  next.focus({ preventScroll: true });
  const tall = next.offsetHeight > box.clientHeight;
  next.scrollIntoView({ block: tall ? "start" : "nearest" });
}

function copyTurn(turn: HTMLElement, textOf: TurnKeys["textOf"]): void {
  const text = textOf(turn.dataset.turn ?? "");
  if (text === "") {
    toast("This turn has no text to copy");
    return;
  }
  copyText(text, turn.querySelector("[data-said]")?.innerHTML).then(
    () => toast("Copied as Markdown"),
    () => toastError("The browser refused to copy."),
  );
}
