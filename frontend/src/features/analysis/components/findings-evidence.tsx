import { Wrench } from "lucide-react";

import { Button } from "@/components/ui/button";
import { SeverityMark } from "@/components/ui/severity-mark";
import type { Schemas } from "@/lib/api/types";

import { loadWords } from "../model/what-if";

import { Part, Source } from "./evidence-parts";

type Option = Schemas["AnalysedOption"];
type Finding = Schemas["Finding"];

export interface FindingDeeds {
  fix: (finding: Finding) => void;
  ask: (finding: Finding) => void;
  pending: boolean;
}

interface FindingsEvidenceProps {
  findings: readonly Finding[];
  titles: Option["titles"];
  deeds: FindingDeeds;
}

export function FindingsEvidence({ findings, titles, deeds }: FindingsEvidenceProps) {
  if (findings.length === 0)
    return <p className="text-muted-foreground">No rule of this pillar is broken.</p>;
  return (
    <ul className="flex flex-col gap-3">
      {findings.map((finding) => (
        <li
          key={`${finding.rule_id} ${finding.element_id}`}
          className="rounded-lg border bg-card p-3"
        >
          <div className="flex flex-wrap items-center gap-x-2">
            <SeverityMark severity={finding.severity} />
            <span className="font-medium">{finding.title}</span>
          </div>
          <p>{finding.message}</p>
          <p className="text-xs text-muted-foreground">
            {titles[finding.element_id] ?? finding.element_id}: {finding.evidence}
          </p>
          <p className="flex flex-wrap gap-x-2 text-xs text-muted-foreground">
            <code className="font-mono">{finding.rule_id}</code>
            {finding.well_architected !== "" && <span>{finding.well_architected}</span>}
            {finding.controls.map((each) => (
              <span key={each}>{each}</span>
            ))}
            {finding.source !== "" && <Source source={finding.source} />}
          </p>
          <Remedy finding={finding} deeds={deeds} />
        </li>
      ))}
    </ul>
  );
}

function Remedy({ finding, deeds }: { finding: Finding; deeds: FindingDeeds }) {
  if (finding.fix.length === 0) {
    return (
      <Button size="small" className="mt-2" onClick={() => deeds.ask(finding)}>
        Ask how to fix this
      </Button>
    );
  }
  const label = finding.fix_label === "" ? finding.title : finding.fix_label;
  return (
    <Button
      size="small"
      className="mt-2 h-auto min-h-7 text-left whitespace-normal"
      icon={<Wrench aria-hidden="true" className="size-3.5 shrink-0" />}
      pending={deeds.pending}
      onClick={() => deeds.fix(finding)}
    >
      Apply fix: {label}
    </Button>
  );
}

/** The quotas that each load runs into, with their arithmetic. */
export function LimitsEvidence({ option, deeds }: { option: Option; deeds: FindingDeeds }) {
  return (
    <>
      <p className="text-muted-foreground">
        The busiest second of each load against the limits that AWS sets for an account, and against
        those that the design sets itself.
      </p>
      {option.analysis.loads.map((load) => (
        <Part key={load.times} title={`At ${loadWords(load.times)}`}>
          {load.quotas.length === 0 ? (
            <p className="text-muted-foreground">No quota is hit.</p>
          ) : (
            <FindingsEvidence findings={load.quotas} titles={option.titles} deeds={deeds} />
          )}
        </Part>
      ))}
    </>
  );
}
