import { CircleSlash, PlugZap } from "lucide-react";

import type { Refusal, ServerNotice } from "../model/activities";
import type { Activity } from "../model/thread";

/** What will not be done, why, and what can be done instead. */
export function RefusalRow({ refusal }: { refusal: Refusal }) {
  return (
    <div
      role="group"
      aria-label="Refused"
      className="flex gap-2 rounded-lg border bg-warn-surface p-3"
    >
      <CircleSlash aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-warn" />
      <div className="flex min-w-0 flex-col gap-1">
        <p className="font-medium">{refusal.what}</p>
        <p>{refusal.why}</p>
        {refusal.instead !== "" && <p className="text-muted-foreground">{refusal.instead}</p>}
      </div>
    </div>
  );
}

export function ServerNoticeRow({ notice }: { notice: ServerNotice }) {
  return (
    <p className="flex items-start gap-1.5 text-muted-foreground">
      <PlugZap aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <span>
        {notice.title}: {notice.reason}
      </span>
    </p>
  );
}

/** From a newer server, or not as it should be: shown closed, never an error. */
export function UnsupportedRow({ activity }: { activity: Activity }) {
  return (
    <details className="text-sm text-muted-foreground">
      <summary className="min-h-6 w-fit">Something this version cannot show</summary>
      <pre
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        aria-label={activity.type}
        className="mt-1 max-h-40 overflow-auto rounded-md bg-muted p-2 font-mono text-xs whitespace-pre-wrap"
      >
        {JSON.stringify(activity.content, null, 2)}
      </pre>
    </details>
  );
}
