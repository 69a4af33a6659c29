import { useCallback, useEffect, useRef, useState, type RefObject } from "react";

const NEAR_PX = 32;
const UP_KEYS = new Set(["ArrowUp", "PageUp", "Home"]);

interface Pinned {
  scroller: RefObject<HTMLDivElement | null>;
  content: RefObject<HTMLDivElement | null>;
  pinned: boolean;
  jump: () => void;
  /** Stops following the end when something else than a gesture has moved away from it. */
  release: () => void;
}

/**
 * Keeps a growing text at its end until a person scrolls away by wheel, finger or key.
 * Growth itself never unpins; reaching the end pins again.
 */
export function usePinnedScroll(): Pinned {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  const [pinned, setPinned] = useState(true);

  const pin = useCallback((next: boolean) => {
    follows.current = next;
    setPinned(next);
  }, []);

  const jump = useCallback(() => {
    pin(true);
    const box = scroller.current;
    if (box !== null) box.scrollTop = box.scrollHeight;
  }, [pin]);

  const release = useCallback(() => {
    // After the gesture has moved the box.
    requestAnimationFrame(() => {
      const box = scroller.current;
      if (box !== null && !isAtEnd(box)) pin(false);
    });
  }, [pin]);

  useEffect(() => {
    const box = scroller.current;
    const inner = content.current;
    if (box === null || inner === null) return;
    const toEnd = () => {
      if (follows.current) box.scrollTop = box.scrollHeight;
    };
    const onWheel = (event: WheelEvent) => {
      if (event.deltaY < 0) release();
    };
    const onKey = (event: KeyboardEvent) => {
      if (UP_KEYS.has(event.key)) release();
    };
    const onScroll = () => {
      if (!follows.current && isAtEnd(box)) pin(true);
    };
    const growth = new ResizeObserver(toEnd);
    growth.observe(inner);
    growth.observe(box);
    box.addEventListener("wheel", onWheel, { passive: true });
    box.addEventListener("touchmove", release, { passive: true });
    box.addEventListener("keydown", onKey);
    box.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      growth.disconnect();
      box.removeEventListener("wheel", onWheel);
      box.removeEventListener("touchmove", release);
      box.removeEventListener("keydown", onKey);
      box.removeEventListener("scroll", onScroll);
    };
  }, [pin, release]);

  return { scroller, content, pinned, jump, release };
}

function isAtEnd(box: HTMLElement): boolean {
  return box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
}
