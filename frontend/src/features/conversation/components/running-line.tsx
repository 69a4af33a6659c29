import { useEffect, useState } from "react";

import { Spinner } from "@/components/ui/spinner";
import { formatDuration } from "@/lib/format/number";

import type { OpenRun } from "../model/thread";

const SHOW_TIME_AFTER_MS = 3000;
const SAFE_TO_LEAVE_AFTER_MS = 10_000;

/** What the server does now, in its own words, and for how long. */
export function RunningLine({ run }: { run: OpenRun | null }) {
  const elapsed = useElapsed(run?.startedAt ?? null);
  return (
    <p className="flex flex-wrap items-center gap-2 text-muted-foreground">
      <Spinner />
      {run?.step ?? "Working"}
      {elapsed >= SHOW_TIME_AFTER_MS && (
        <span className="tabular-nums">
          {formatDuration(Math.floor(elapsed / 1000) * 1000)}
          {elapsed >= SAFE_TO_LEAVE_AFTER_MS && " · You can close this tab, the run continues"}
        </span>
      )}
    </p>
  );
}

function useElapsed(since: string | null): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (since === null) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [since]);
  return since === null ? 0 : Math.max(0, now - new Date(since).getTime());
}
