import { Sheet, SheetBody } from "@/components/ui/sheet";
import type { Schemas } from "@/lib/api/types";

import { useChangeDesign } from "../hooks/use-analysis";
import type { Column } from "../model/columns";
import { findingsOf, loadOf, pillarWord, type Spending, type Subject } from "../model/table";
import { loadWords } from "../model/what-if";

import { BudgetEvidence } from "./budget-evidence";
import { CostEvidence } from "./cost-evidence";
import { FindingsEvidence, LimitsEvidence } from "./findings-evidence";
import { PlaceEvidence } from "./place-evidence";
import { FloorEvidence, RecoveryEvidence, ZoneEvidence } from "./reliability-evidence";
import { OperationsEvidence, RequirementsEvidence } from "./work-evidence";

export interface Shown {
  optionId: string;
  subject: Subject | { kind: "place" };
}

interface EvidenceSheetProps {
  projectId: string;
  brief: Schemas["Brief"];
  shown: Shown;
  columns: readonly Column[];
  spending: readonly Spending[];
  onAsk: (question: string, optionId: string, elementId: string) => void;
  onState: (assumptionId: string, value: string) => void;
  stating: string | null;
  onClose: () => void;
}

/** What a cell was computed from: arithmetic, sources, and the words that asked for it. */
export function EvidenceSheet(props: EvidenceSheetProps) {
  const { shown, columns, onClose } = props;
  const column = columns.find(({ option }) => option.option_id === shown.optionId);
  if (column === undefined) return null;
  return (
    <Sheet
      title={titleOf(shown.subject)}
      description={`${column.letter}, ${column.card.name}`}
      onClose={onClose}
    >
      <SheetBody label="Evidence">
        <div className="flex flex-col gap-4">
          <Body {...props} column={column} />
        </div>
      </SheetBody>
    </Sheet>
  );
}

const titles = {
  limits: "Quotas under load",
  floor: "SLA floor",
  recovery_time: "RTO: recovery after the loss of a zone",
  recovery_point: "RPO: what may be lost",
  operations: "Operations load",
  requirements: "Requirements",
  zone: "If a zone is lost",
  budget: "Within the budget",
  place: "Why this place",
} as const;

function titleOf(subject: Shown["subject"]): string {
  if (subject.kind === "cost") return `Monthly cost at ${loadWords(subject.times)}`;
  if (subject.kind === "findings") return `Findings: ${pillarWord(subject.pillar)}`;
  return titles[subject.kind];
}

function Body({ shown, column, columns, ...rest }: EvidenceSheetProps & { column: Column }) {
  const { option } = column;
  const { subject } = shown;
  switch (subject.kind) {
    case "cost":
      return <CostBody option={option} times={subject.times} {...rest} />;
    case "findings":
    case "limits":
      return <FindingsBody option={option} subject={subject} {...rest} />;
    case "budget":
      return <BudgetBody option={option} {...rest} />;
    case "place":
      return <PlaceEvidence column={column} of={columns.length} />;
    default:
      return <StandingBody option={option} kind={subject.kind} brief={rest.brief} />;
  }
}

type BodyProps = Omit<EvidenceSheetProps, "shown" | "columns"> & { option: Column["option"] };

function CostBody({ option, times, projectId, brief, ...rest }: BodyProps & { times: string }) {
  const change = useChangeDesign(projectId);
  const load = loadOf(option, times);
  const today = loadOf(option, "1");
  if (load === undefined || today === undefined) return null;
  return (
    <CostEvidence
      option={option}
      load={load}
      today={today.estimate}
      brief={brief}
      stating={change.isPending ? change.variables.note : rest.stating}
      onState={(id, value) => {
        if (!option.own_assumptions.includes(id)) {
          rest.onState(id, value);
          return;
        }
        change.mutate({
          optionId: option.option_id,
          base: option.revision_number,
          edits: [{ op: "set_assumption", id, value }],
          note: id,
        });
      }}
    />
  );
}

type FindingsSubject = Extract<Subject, { kind: "findings" | "limits" }>;

function FindingsBody({
  option,
  subject,
  projectId,
  onAsk,
  onClose,
}: BodyProps & { subject: FindingsSubject }) {
  const change = useChangeDesign(projectId);
  const deeds = {
    pending: change.isPending,
    fix: (finding: Schemas["Finding"]) =>
      change.mutate({
        optionId: option.option_id,
        base: option.revision_number,
        edits: finding.fix,
        note: finding.fix_label,
      }),
    ask: (finding: Schemas["Finding"]) => {
      onClose();
      onAsk(`How do I fix “${finding.title}”?`, option.option_id, finding.element_id);
    },
  };
  return subject.kind === "limits" ? (
    <LimitsEvidence option={option} deeds={deeds} />
  ) : (
    <FindingsEvidence
      findings={findingsOf(option, subject.pillar)}
      titles={option.titles}
      deeds={deeds}
    />
  );
}

function BudgetBody({ option, projectId, spending }: BodyProps) {
  const change = useChangeDesign(projectId);
  const found = spending.find((each) => each.option_id === option.option_id);
  if (found === undefined) return null;
  return (
    <BudgetEvidence
      spending={found.spending}
      fits={found.fits}
      pending={change.isPending}
      onSave={(saving) =>
        change.mutate({
          optionId: option.option_id,
          base: option.revision_number,
          edits: saving.edits,
          note: saving.order,
        })
      }
    />
  );
}

type Standing = Exclude<Subject["kind"], "cost" | "findings" | "limits" | "budget">;

interface StandingBodyProps {
  option: Column["option"];
  kind: Standing;
  brief: Schemas["Brief"];
}

function StandingBody({ option, kind, brief }: StandingBodyProps) {
  switch (kind) {
    case "floor":
      return <FloorEvidence option={option} brief={brief} />;
    case "recovery_time":
    case "recovery_point":
      return <RecoveryEvidence option={option} kind={kind} brief={brief} />;
    case "zone":
      return <ZoneEvidence option={option} />;
    case "operations":
      return <OperationsEvidence option={option} />;
    case "requirements":
      return <RequirementsEvidence option={option} />;
  }
}
