import { StatusBadge, type Status } from "@/components/ui/badge";
import { cn } from "@/lib/cn";

import type { Stage, StageStatus } from "../model/bundle";

const looks: Record<StageStatus, { status: Status; word: string }> = {
  waiting: { status: "waiting", word: "waiting" },
  running: { status: "running", word: "running" },
  passed: { status: "ok", word: "passed" },
  failed: { status: "bad", word: "failed" },
  skipped: { status: "skipped", word: "skipped" },
};

/** The stages in order, with the names the server gives them; the word is said, the icon is seen. */
export function StageStrip({ stages }: { stages: readonly Stage[] }) {
  return (
    <ol aria-label="Stages" className="flex flex-wrap gap-x-5 gap-y-1.5 border-b bg-card px-4 py-2">
      {stages.map((stage) => (
        <li key={stage.id} className="min-w-0">
          <StatusBadge status={looks[stage.status].status}>
            <span className={cn(stage.status === "passed" && "text-foreground")}>
              {stage.title}
            </span>
            <span className="sr-only">, {looks[stage.status].word}</span>
          </StatusBadge>
          {stage.detail !== "" && (
            <span className="block pl-5.5 text-xs text-muted-foreground in-data-narrow:sr-only">
              {stage.detail}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
