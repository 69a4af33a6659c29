import { Download } from "lucide-react";
import { useState } from "react";

import { Loaded } from "@/components/settings/loaded";
import { Section } from "@/components/settings/section";
import { buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Select } from "@/components/ui/select";

import { usageFile } from "../api/usage";
import { useUsage } from "../hooks/use-usage";
import type { Measure } from "../model/chart";
import { periodOf, periods } from "../model/period";
import { groups, type Group } from "../model/wire";

import { UsageChart } from "./usage-chart";
import { UsageTable } from "./usage-table";

const groupChoices = groups.map((value) => ({ value, label: `By ${value}` }));
const measureChoices = [
  { value: "runs", label: "Runs" },
  { value: "tokens", label: "Tokens" },
  { value: "cost", label: "Cost" },
];

/** What was used, by day, mode, member or model: drawn, and as a table. */
export function UsageSection() {
  const [days, setDays] = useState("30");
  const [by, setBy] = useState<Group>("day");
  const [measure, setMeasure] = useState<Measure>("runs");
  const [today] = useState(() => new Date());
  const question = { ...periodOf(Number(days), today), by };
  const usage = useUsage(question);
  return (
    <Section
      title="Usage"
      description="Runs, tokens and what models cost. The built-in designer costs nothing."
      action={
        <a href={usageFile(question)} download className={buttonClass()}>
          <Download aria-hidden="true" className="size-4" />
          CSV
        </a>
      }
    >
      <div className="flex flex-wrap gap-2">
        <Select
          label="Period"
          labelHidden
          choices={periods}
          value={days}
          onChange={(event) => setDays(event.target.value)}
        />
        <Select
          label="Grouped"
          labelHidden
          choices={groupChoices}
          value={by}
          onChange={(event) => setBy(event.target.value as Group)}
        />
        <Select
          label="Drawn"
          labelHidden
          choices={measureChoices}
          value={measure}
          onChange={(event) => setMeasure(event.target.value as Measure)}
        />
      </div>
      <Loaded query={usage} things="figures">
        {({ rows, total }) =>
          rows.length === 0 ? (
            <Card>
              <EmptyState title="Nothing was used in this time">
                Figures appear with the first message that somebody sends.
              </EmptyState>
            </Card>
          ) : (
            <>
              <UsageChart rows={rows} measure={measure} by={by} />
              <UsageTable rows={rows} total={total} by={by} />
            </>
          )
        }
      </Loaded>
    </Section>
  );
}
