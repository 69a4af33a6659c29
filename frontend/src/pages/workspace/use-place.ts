import { useEffect, useEffectEvent, useRef } from "react";

import { fetchPlace, keepPlace, type Place } from "@/features/designs/api/places";

import type { Address } from "./address";

const QUIET_MS = 1_500;

interface Going {
  address: Address;
  /** The address names nothing: the project was opened from a list or by its bare address. */
  bare: boolean;
  go: (change: Place, how: "replace") => void;
}

/** A project opens where the person was last, also on another device; where they go is kept once they rest. */
export function usePlace(projectId: string, { address, bare, go }: Going): void {
  const { tab, conversation, option, view } = address;
  const at = JSON.stringify({ tab, conversation, option, view } satisfies Place);
  const kept = useRef(at);
  const isBare = useEffectEvent(() => bare);
  const arrive = useEffectEvent((place: Place | null) => {
    if (place !== null && bare) go(usual(place), "replace");
  });

  useEffect(() => {
    if (!isBare()) return undefined;
    const leaving = new AbortController();
    // Without an answer the project opens at its board, as it always can.
    fetchPlace(projectId, leaving.signal).then(arrive, () => undefined);
    return () => leaving.abort();
  }, [projectId]);

  useEffect(() => {
    if (kept.current === at) return undefined;
    const timer = setTimeout(() => {
      kept.current = at;
      // Who only looks as somebody else may keep nothing; the next device then opens at the board.
      keepPlace(projectId, JSON.parse(at) as Place).catch(() => undefined);
    }, QUIET_MS);
    return () => clearTimeout(timer);
  }, [projectId, at]);
}

/** The place as the address spells it: what is usual is left out. */
function usual({ tab, view, ...rest }: Place): Place {
  return {
    ...rest,
    tab: tab === "board" ? null : (tab ?? null),
    view: view === "flow" ? null : (view ?? null),
  };
}
