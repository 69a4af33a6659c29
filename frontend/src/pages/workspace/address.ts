import { useCallback, useEffect, useRef } from "react";
import { useSearchParams } from "react-router";

const canvasTabs = ["board", "diagram", "requirements", "analysis", "bundle"] as const;
export type CanvasTab = (typeof canvasTabs)[number];
export type DiagramView = "flow" | "network";

/** What the address says about the workspace; each part is absent when it is the usual one. */
export interface Address {
  tab: CanvasTab;
  conversation: string | null;
  option: string | null;
  /** Null is the newest one of the option. */
  revision: string | null;
  view: DiagramView;
  artifact: string | null;
  /** A discussion to show. */
  thread: string | null;
}

type Change = Partial<Record<keyof Address | "prompt", string | null>>;

export function useAddress(): {
  address: Address;
  go: (change: Change, how?: "replace") => void;
  /** A sentence to send as the first message. */
  prompt: string | null;
  /** It names nothing. */
  bare: boolean;
  /** Where a phone begins: an address that names something on the canvas leads there. */
  entry: "chat" | "canvas";
} {
  const [search, setSearch] = useSearchParams();

  // Calls in a row build on each other, also before the router has rendered the first.
  const latest = useRef(search);
  useEffect(() => {
    latest.current = search;
  }, [search]);

  const go = useCallback(
    (change: Change, how?: "replace") => {
      const next = new URLSearchParams(latest.current);
      for (const [name, value] of Object.entries(change)) {
        if (value === null) next.delete(name);
        else next.set(name, value);
      }
      latest.current = next;
      setSearch(next, { replace: how === "replace" });
    },
    [setSearch],
  );

  return {
    address: {
      tab: tabOf(search.get("tab")),
      conversation: search.get("conversation"),
      option: search.get("option"),
      revision: search.get("revision"),
      view: search.get("view") === "network" ? "network" : "flow",
      artifact: search.get("artifact"),
      thread: search.get("thread"),
    },
    go,
    prompt: search.get("prompt"),
    bare: search.size === 0,
    entry: search.has("tab") ? "canvas" : "chat",
  };
}

export function tabOf(value: string | null): CanvasTab {
  return canvasTabs.find((each) => each === value) ?? "board";
}
