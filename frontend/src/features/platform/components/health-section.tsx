import { Ago } from "@/components/list/cell";
import { Loaded } from "@/components/settings/loaded";
import { Section } from "@/components/settings/section";
import { StatusBadge, type Status } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { formatCount, formatDuration } from "@/lib/format/number";

import { useHealth } from "../hooks/use-platform";
import type { Health } from "../model/wire";

import { Figures } from "./figures";

type Dependency = Health["dependencies"][number];

const looks: Readonly<Record<Dependency["state"], { status: Status; word: string }>> = {
  up: { status: "ok", word: "Works" },
  degraded: { status: "warn", word: "Impaired" },
  down: { status: "bad", word: "Down" },
  off: { status: "skipped", word: "Off" },
};

export default function HealthSection() {
  const health = useHealth();
  return (
    <Section title="Health" description="Looked at again every five seconds.">
      <Loaded query={health} things="states">
        {(data) => (
          <>
            <Figures
              figures={[
                { label: "Runs at work", value: formatCount(data.running) },
                { label: "Runs that wait", value: formatCount(data.queue_depth) },
                { label: "Version", value: data.version },
              ]}
            />
            <Card>
              <ul aria-label="Dependencies" className="divide-y">
                {data.dependencies.map((each) => (
                  <DependencyRow key={each.id} dependency={each} />
                ))}
              </ul>
            </Card>
          </>
        )}
      </Loaded>
    </Section>
  );
}

function DependencyRow({ dependency }: { dependency: Dependency }) {
  const { status, word } = looks[dependency.state];
  return (
    <li className="grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-1 p-4 sm:grid-cols-[1fr_5rem_7rem]">
      <div className="min-w-0">
        <p>{dependency.title}</p>
        <p className="text-xs break-words text-muted-foreground">{dependency.detail}</p>
      </div>
      <span className="hidden text-right text-muted-foreground tabular-nums sm:block">
        {dependency.milliseconds === null ? "" : formatDuration(dependency.milliseconds)}
      </span>
      <span className="flex flex-col items-start">
        <StatusBadge status={status}>{word}</StatusBadge>
        <span className="text-xs text-muted-foreground">
          since <Ago at={dependency.since} />
        </span>
      </span>
    </li>
  );
}
