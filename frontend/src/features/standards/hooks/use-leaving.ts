import { useEffect } from "react";
import { useBlocker, type Blocker } from "react-router";

import { showsStandards } from "../model/address";

/** Holds whoever would leave the sheet with changes in it; what changes in the address beside it may. */
export function useLeaving(dirty: boolean): Blocker {
  useEffect(() => {
    if (!dirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [dirty]);

  return useBlocker(
    ({ currentLocation: now, nextLocation: next }) =>
      dirty &&
      (now.pathname !== next.pathname || !showsStandards(new URLSearchParams(next.search))),
  );
}
