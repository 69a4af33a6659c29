import { Package } from "lucide-react";

import { StatusBadge, type Status } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { formatMonthly } from "@/lib/format/money";
import { countOf, formatBytes } from "@/lib/format/number";

import type { BundleProgress, BundleReady, StageStatus } from "../model/activities";

import { useConversationActions } from "./conversation-actions";

const looks: Record<StageStatus, Status> = {
  waiting: "waiting",
  running: "running",
  passed: "ok",
  failed: "bad",
  skipped: "skipped",
};

/** The stage that is at work, with a way to the whole picture. */
export function ProgressRow({ progress }: { progress: BundleProgress }) {
  const { openBundle } = useConversationActions();
  const current =
    progress.stages.find((stage) => stage.status === "failed") ??
    progress.stages.find((stage) => stage.status === "running") ??
    progress.stages.find((stage) => stage.status === "skipped") ??
    progress.stages.findLast((stage) => stage.status === "passed");
  const passed = progress.stages.filter((stage) => stage.status === "passed").length;
  const done = progress.files.filter((file) => file.status === "done").length;
  return (
    <div
      role="group"
      aria-label="Bundle progress"
      className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 rounded-lg border bg-card px-3 py-2"
    >
      {current !== undefined && (
        <StatusBadge status={looks[current.status]}>
          {current.title}
          {current.detail !== "" && (
            <span className="text-muted-foreground">· {current.detail}</span>
          )}
        </StatusBadge>
      )}
      <span className="text-xs text-muted-foreground tabular-nums">
        {passed} of {countOf(progress.stages.length, "stage")} · {done} of{" "}
        {countOf(progress.files.length, "file")}
      </span>
      <Button size="small" onClick={() => openBundle(progress.artifact_id)}>
        Open bundle
      </Button>
    </div>
  );
}

export function ReadyRow({ ready }: { ready: BundleReady }) {
  const { openBundle } = useConversationActions();
  return (
    <div
      role="group"
      aria-label="Bundle ready"
      className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border bg-card p-3"
    >
      <Package aria-hidden="true" className="size-5 shrink-0 text-muted-foreground" />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{ready.name}</p>
        <p className="text-xs text-muted-foreground tabular-nums">
          {formatBytes(ready.bytes)} · {formatMonthly(ready.monthly_cost)} ·{" "}
          {countOf(ready.errors, "error")}, {countOf(ready.warnings, "warning")}
        </p>
      </div>
      <Button size="small" onClick={() => openBundle(ready.artifact_id)}>
        Open bundle
      </Button>
    </div>
  );
}
