import { useState } from "react";

import { Ago } from "@/components/list/cell";
import { Loaded } from "@/components/settings/loaded";
import { Section } from "@/components/settings/section";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";

import { useCancelRun, useRuns } from "../hooks/use-platform";
import type { PlatformRun } from "../model/wire";

/** What runs now, in every organisation. */
export function RunsSection() {
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
                  <li key={run.id} className="flex flex-wrap items-center gap-x-3 gap-y-2 p-4">
                    <div className="min-w-0 flex-1 basis-60">
                      <p className="flex flex-wrap items-center gap-2">
                        {run.organization}
                        <Badge>{run.mode}</Badge>
                      </p>
                      <p className="text-xs text-muted-foreground">
                        {run.person} · since <Ago at={run.started_at} /> ·{" "}
                        {run.step ?? "waits for the model"}
                      </p>
                    </div>
                    <Button
                      size="small"
                      onClick={() => setStopping(run)}
                      aria-label={`Stop the run of ${run.organization}`}
                    >
                      Stop
                    </Button>
                  </li>
                ))}
              </ul>
            </Card>
          )
        }
      </Loaded>
      {stopping !== null && (
        <ConfirmDialog
          open
          onOpenChange={() => setStopping(null)}
          title={`Stop the run of ${stopping.organization}?`}
          description="The person sees that it was stopped by an operator. What was said is kept."
          confirmLabel="Stop run"
          pending={cancel.isPending}
          error={cancel.error?.message ?? null}
          onConfirm={() => cancel.mutate(stopping.id, { onSuccess: () => setStopping(null) })}
        />
      )}
    </Section>
  );
}
