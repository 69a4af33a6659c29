import { Loaded } from "@/components/settings/loaded";
import { Section } from "@/components/settings/section";
import { StatusBadge, type Status } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { formatCount, formatDuration } from "@/lib/format/number";

import { useHealth } from "../hooks/use-platform";
import type { Health } from "../model/wire";

type State = Health["dependencies"][number]["state"];

const looks: Readonly<Record<State, { status: Status; word: string }>> = {
  up: { status: "ok", word: "Works" },
  degraded: { status: "warn", word: "Slow" },
  down: { status: "bad", word: "Down" },
};

export function HealthSection() {
  const health = useHealth();
  return (
    <Section title="Health" description="Of the last hour; looked at again every five seconds.">
      <Loaded query={health} things="figures">
        {(data) => (
          <>
            <Figures health={data} />
            <Card>
              <ul aria-label="Dependencies" className="divide-y">
                {data.dependencies.map((each) => (
                  <li key={each.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 p-4">
                    <div className="min-w-0 flex-1 basis-52">
                      <p>{each.title}</p>
                      <p className="text-xs break-words text-muted-foreground">{each.detail}</p>
                    </div>
                    {each.milliseconds !== null && (
                      <span className="text-muted-foreground tabular-nums">
                        {formatDuration(each.milliseconds)}
                      </span>
                    )}
                    <StatusBadge status={looks[each.state].status}>
                      {looks[each.state].word}
                    </StatusBadge>
                  </li>
                ))}
              </ul>
            </Card>
          </>
        )}
      </Loaded>
    </Section>
  );
}

function Figures({ health }: { health: Health }) {
  const figures = [
    { label: "Errors", value: `${health.error_percent} %` },
    { label: "Waiting in the queue", value: formatCount(health.queue_depth) },
    ...health.p95_by_mode.map(({ mode, milliseconds }) => ({
      label: `p95, ${mode}`,
      value: formatDuration(milliseconds),
    })),
    { label: "Version", value: health.version },
  ];
  return (
    <dl className="grid grid-cols-[repeat(auto-fit,minmax(8rem,1fr))] gap-3">
      {figures.map(({ label, value }) => (
        <Card key={label} className="p-3">
          <dt className="text-xs text-muted-foreground">{label}</dt>
          <dd className="text-base/6 font-semibold tabular-nums">{value}</dd>
        </Card>
      ))}
    </dl>
  );
}
