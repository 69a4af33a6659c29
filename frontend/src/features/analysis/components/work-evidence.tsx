import type { Schemas } from "@/lib/api/types";
import { countOf } from "@/lib/format/number";

import { Source, Verdict } from "./evidence-parts";

type Option = Schemas["AnalysedOption"];

export function OperationsEvidence({ option }: { option: Option }) {
  const { operations } = option.analysis;
  return (
    <>
      <p>
        {countOf(operations.jobs_a_year, "job a year", "jobs a year")}: {operations.level}.{" "}
        {operations.run_by_aws} of {countOf(operations.parts, "part")} are run by AWS alone.
      </p>
      <ul className="divide-y rounded-lg border bg-card empty:hidden">
        {operations.jobs.map((each) => (
          <li key={`${each.element_id} ${each.job}`} className="px-3 py-2">
            <div className="flex justify-between gap-3">
              <span>
                <span className="font-medium">{option.titles[each.element_id]}</span>, {each.job}
              </span>
              <span className="shrink-0 tabular-nums">{often(each.times_a_year)}</span>
            </div>
            <Source source={each.source} />
          </li>
        ))}
      </ul>
      <p className="text-muted-foreground">{operations.note}</p>
    </>
  );
}

function often(timesAYear: string): string {
  const times = Number(timesAYear);
  return times < 1 ? `every ${1 / times} years` : `${times} × a year`;
}

export function RequirementsEvidence({ option }: { option: Option }) {
  const { requirements } = option.analysis;
  if (requirements.length === 0)
    return <p className="text-muted-foreground">No requirement was read out of the chat yet.</p>;
  return (
    <div className="flex flex-col gap-2">
      {requirements.map((each) => (
        <Verdict key={each.requirement_id} traced={each} />
      ))}
    </div>
  );
}
