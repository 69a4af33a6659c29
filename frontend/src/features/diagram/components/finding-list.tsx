import { Wrench } from "lucide-react";

import { Button } from "@/components/ui/button";
import type { Schemas } from "@/lib/api/types";

import { SeverityMark } from "@/components/ui/severity-mark";

type Finding = Schemas["Finding"];

export interface FindingDeeds {
  applyFix: (finding: Finding) => void;
  /** Asks in the chat about a finding that has no fix of its own; absent where there is no chat. */
  ask?: (finding: Finding) => void;
}

interface FindingListProps {
  open: readonly Finding[];
  waived: readonly Finding[];
  deeds: FindingDeeds;
}

export function FindingList({ open, waived, deeds }: FindingListProps) {
  return (
    <ul className="flex flex-col gap-3">
      {open.map((finding) => (
        <li key={finding.rule_id}>
          <Heading finding={finding} />
          <p>{finding.message}</p>
          {finding.evidence !== "" && (
            <p className="text-xs text-muted-foreground">{finding.evidence}</p>
          )}
          <Remedy finding={finding} deeds={deeds} />
        </li>
      ))}
      {waived.map((finding) => (
        <li key={finding.rule_id} className="text-muted-foreground">
          <Heading finding={finding} />
          <p>
            Accepted by {finding.waiver?.owner} until {finding.waiver?.expires}:{" "}
            {finding.waiver?.reason}
          </p>
        </li>
      ))}
    </ul>
  );
}

function Heading({ finding }: { finding: Finding }) {
  return (
    <div className="flex flex-wrap items-center gap-x-2">
      <SeverityMark severity={finding.severity} />
      <span className="font-medium">{finding.title}</span>
      <code className="font-mono text-xs text-muted-foreground">{finding.rule_id}</code>
    </div>
  );
}

function Remedy({ finding, deeds }: { finding: Finding; deeds: FindingDeeds }) {
  if (finding.fix.length > 0) {
    return (
      <Button
        size="small"
        className="mt-1.5"
        icon={<Wrench aria-hidden="true" className="size-3.5" />}
        onClick={() => deeds.applyFix(finding)}
        aria-label={`Apply fix: ${finding.fix_label === "" ? finding.title : finding.fix_label}`}
      >
        {finding.fix_label === "" ? "Apply fix" : `Apply fix: ${finding.fix_label}`}
      </Button>
    );
  }
  const { ask } = deeds;
  if (ask === undefined) return null;
  return (
    <Button size="small" className="mt-1.5" onClick={() => ask(finding)}>
      Ask how to fix this
    </Button>
  );
}
