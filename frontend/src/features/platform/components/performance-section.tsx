import { useSearchParams } from "react-router";

import { Muted } from "@/components/list/cell";
import { Loaded } from "@/components/settings/loaded";
import { Section } from "@/components/settings/section";
import { Card } from "@/components/ui/card";
import { Select } from "@/components/ui/select";
import { formatDateTime } from "@/lib/format/date";
import { formatCount, formatDuration } from "@/lib/format/number";

import { usePerformance } from "../hooks/use-platform";
import { withParam } from "../model/trail";
import type { Performance, Window } from "../model/wire";

import { Sparkline } from "./sparkline";

const windows = [
  { value: "1h", label: "Last hour" },
  { value: "24h", label: "Last 24 hours" },
  { value: "7d", label: "Last 7 days" },
];

/** How often runs fail and how long answers take. */
export default function PerformanceSection() {
  const [params, setParams] = useSearchParams();
  const chosen = windows.find(({ value }) => value === params.get("window")) ?? windows[0];
  const window = (chosen?.value ?? "1h") as Window;
  const performance = usePerformance(window);
  return (
    <Section
      title="Errors and latency"
      description="Of runs that began in this time. A stopped run is no error."
      action={
        <Select
          label="Time"
          labelHidden
          choices={windows}
          value={window}
          onChange={(event) =>
            setParams((now) => withParam(now, "window", event.target.value), { replace: true })
          }
        />
      }
    >
      <Loaded query={performance} things="figures">
        {(data) =>
          data.modes.length === 0 ? (
            <Card className="p-4 text-muted-foreground">No run began in this time.</Card>
          ) : (
            <>
              <Charts performance={data} />
              <ModesTable performance={data} />
              <PointsTable performance={data} />
              {data.sampled === data.sample_limit && (
                <p className="text-xs text-muted-foreground">
                  Times and charts are of the newest {formatCount(data.sample_limit)} runs.
                </p>
              )}
            </>
          )
        }
      </Loaded>
    </Section>
  );
}

function Charts({ performance: { points } }: { performance: Performance }) {
  const charts = [
    { label: "Runs", values: points.map((point) => point.runs), tone: "text-primary" },
    { label: "Errors", values: points.map((point) => point.failed), tone: "text-bad" },
    {
      label: "Latency, 95 of 100 answers",
      values: points.map((point) => point.p95_milliseconds),
      tone: "text-primary",
    },
  ];
  return (
    <div className="grid gap-3 md:grid-cols-3">
      {charts.map((chart) => (
        <Sparkline key={chart.label} {...chart} />
      ))}
    </div>
  );
}

const duration = (milliseconds: number | null) =>
  milliseconds === null ? <Muted>–</Muted> : formatDuration(milliseconds);

function ModesTable({ performance: { modes } }: { performance: Performance }) {
  return (
    <Figure
      label="By mode"
      heads={["Mode", "Runs", "Errors", "Median", "95 of 100", "99 of 100"]}
      rows={modes.map((each) => [
        each.mode,
        formatCount(each.runs),
        `${each.error_percent} %`,
        duration(each.p50_milliseconds),
        duration(each.p95_milliseconds),
        duration(each.p99_milliseconds),
      ])}
    />
  );
}

function PointsTable({ performance: { points } }: { performance: Performance }) {
  return (
    <details>
      <summary className="cursor-pointer text-muted-foreground hover:text-foreground">
        The charts in figures
      </summary>
      <div className="mt-3">
        <Figure
          label="The charts in figures"
          heads={["From", "Runs", "Errors", "95 of 100"]}
          rows={points.map((each) => [
            formatDateTime(each.at),
            formatCount(each.runs),
            formatCount(each.failed),
            duration(each.p95_milliseconds),
          ])}
        />
      </div>
    </details>
  );
}

interface FigureProps {
  label: string;
  heads: readonly string[];
  rows: readonly (readonly React.ReactNode[])[];
}

function Figure({ label, heads, rows }: FigureProps) {
  return (
    <Card className="overflow-x-auto">
      <table aria-label={label} className="w-full text-left tabular-nums">
        <thead className="border-b text-xs text-muted-foreground">
          <tr>
            {heads.map((head, index) => (
              <th
                key={head}
                scope="col"
                className={`h-9 px-4 font-medium whitespace-nowrap ${index > 0 ? "text-right" : ""}`}
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y">
          {rows.map(([first, ...cells], row) => (
            <tr key={row}>
              <th scope="row" className="px-4 py-2 font-medium whitespace-nowrap">
                {first}
              </th>
              {cells.map((cell, index) => (
                <td key={index} className="px-4 py-2 text-right whitespace-nowrap">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
