import { useState } from "react";

import { Ago } from "@/components/list/cell";
import { Loaded } from "@/components/settings/loaded";
import { Section } from "@/components/settings/section";
import { Badge, StatusBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";

import { useCancelRun, useRuns } from "../hooks/use-platform";
import type { PlatformRun } from "../model/wire";

import { ReasonDialog } from "./reason-dialog";

/** What runs now, in every organisation. */
export default function RunsSection() {
  const runs = useRuns();
  const cancel = useCancelRun();
  const [stopping, setStopping] = useState<PlatformRun | null>(null);
  return (
    <Section title="Running now" description="Looked at again every five seconds.">
      <Loaded query={runs} things="runs">
        {({ items }) =>
          items.length === 0 ? (
            <Card className="p-4 text-muted-foreground">Nothing runs.</Card>
          ) : (
            <Card>
              <ul aria-label="Running now" className="divide-y">
                {items.map((run) => (
                  <RunRow key={run.id} run={run} onStop={setStopping} />
                ))}
              </ul>
            </Card>
          )
        }
      </Loaded>
      {stopping !== null && (
        <ReasonDialog
          title={`Stop the run of ${stopping.organization}?`}
          description="It ends as if its owner had stopped it. What was said is kept."
          confirmLabel="Stop run"
          pending={cancel.isPending}
          error={cancel.error?.message ?? null}
          onConfirm={(reason) =>
            cancel.mutate({ run: stopping, reason }, { onSuccess: () => setStopping(null) })
          }
          onClose={() => setStopping(null)}
        />
      )}
    </Section>
  );
}

function RunRow({ run, onStop }: { run: PlatformRun; onStop: (run: PlatformRun) => void }) {
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 p-4">
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex flex-wrap items-center gap-2">
          {run.organization}
          <Badge>{run.mode}</Badge>
        </p>
        <p className="text-xs text-muted-foreground">
          {run.person} · began <Ago at={run.started_at} /> · {run.step ?? "answers"}
        </p>
      </div>
      {run.stopping ? (
        <StatusBadge status="running">Stopping</StatusBadge>
      ) : (
        <Button
          size="small"
          onClick={() => onStop(run)}
          aria-label={`Stop the run of ${run.organization}`}
        >
          Stop
        </Button>
      )}
    </li>
  );
}
