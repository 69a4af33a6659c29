import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";

import { cn } from "@/lib/cn";
import { isPressed } from "@/lib/shortcuts";

const LEAST = 360;
const MOST = 520;
const STEP = 16;
const KEY = "cloudwright.chat-width";

export type PaneName = "chat" | "canvas";

interface PanesProps {
  chat: ReactNode;
  canvas: ReactNode;
  /** Which one a phone shows. */
  shown: PaneName;
}

/** Chat beside canvas with a separator that mouse and keyboard move; F6 goes from one to the other. */
export function Panes({ chat, canvas, shown }: PanesProps) {
  const [width, setWidth] = useState(storedWidth);
  const box = useRef<HTMLDivElement>(null);
  useF6(box);

  const resize = (next: number) => {
    const kept = Math.round(Math.min(MOST, Math.max(LEAST, next)));
    setWidth(kept);
    storeWidth(kept);
  };

  return (
    <div
      ref={box}
      className="flex min-h-0 flex-1"
      style={{ "--chat-width": `${width}px` } as React.CSSProperties}
    >
      <section
        aria-label="Chat"
        data-pane="chat"
        tabIndex={-1}
        className={cn(
          "min-h-0 min-w-0 flex-1 flex-col outline-none lg:flex lg:w-(--chat-width) lg:flex-none",
          shown === "chat" ? "flex" : "hidden",
        )}
      >
        <h2 className="sr-only">Chat</h2>
        {chat}
      </section>
      <Separator width={width} onResize={resize} left={() => leftOf(box.current)} />
      <section
        aria-label="Canvas"
        data-pane="canvas"
        tabIndex={-1}
        className={cn(
          "min-h-0 min-w-0 flex-1 flex-col outline-none lg:flex",
          shown === "canvas" ? "flex" : "hidden",
        )}
      >
        <h2 className="sr-only">Canvas</h2>
        {canvas}
      </section>
    </div>
  );
}

interface SeparatorProps {
  width: number;
  onResize: (width: number) => void;
  left: () => number;
}

function Separator({ width, onResize, left }: SeparatorProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    const to = {
      ArrowLeft: width - STEP,
      ArrowRight: width + STEP,
      Home: LEAST,
      End: MOST,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    onResize(to);
  };
  return (
    <div
      role="separator"
      aria-label="Width of the chat"
      aria-orientation="vertical"
      aria-valuenow={width}
      aria-valuemin={LEAST}
      aria-valuemax={MOST}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId))
          onResize(event.clientX - left());
      }}
      className="group relative hidden w-px shrink-0 cursor-col-resize touch-none bg-border lg:block"
    >
      <span className="absolute inset-y-0 -left-1 w-2.25 group-hover:bg-primary/20 group-active:bg-primary/30" />
    </div>
  );
}

function leftOf(box: HTMLElement | null): number {
  return box?.getBoundingClientRect().left ?? 0;
}

function useF6(box: React.RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      const back = isPressed(event, "previousPane");
      if (!back && !isPressed(event, "nextPane")) return;
      const panes = [...(box.current?.querySelectorAll<HTMLElement>("[data-pane]") ?? [])].filter(
        (pane) => pane.offsetParent !== null,
      );
      const at = panes.findIndex((pane) => pane.contains(document.activeElement));
      const next = panes[(at + (back ? -1 : 1) + panes.length) % panes.length];
      if (next === undefined) return;
      event.preventDefault();
      entryOf(next).focus();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [box]);
}

/** Where a pane is entered: the composer, or the selected tab. */
function entryOf(pane: HTMLElement): HTMLElement {
  return pane.querySelector<HTMLElement>("textarea, [role=tab][aria-selected=true]") ?? pane;
}

function storedWidth(): number {
  try {
    const stored = Number(localStorage.getItem(KEY));
    return stored >= LEAST && stored <= MOST ? stored : 416;
  } catch {
    return 416;
  }
}

function storeWidth(width: number): void {
  try {
    localStorage.setItem(KEY, String(width));
  } catch {
    // Without storage the width lasts until the page is closed.
  }
}
