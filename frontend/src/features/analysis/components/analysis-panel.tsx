import { Scale } from "lucide-react";
import { useRef, useState } from "react";

import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { Schemas } from "@/lib/api/types";
import { useNarrow } from "@/lib/use-narrow";

import type { AnalysedOption } from "../api/analysis";
import { useAnalysis, useChooseOption, useSpending } from "../hooks/use-analysis";
import { useWeights } from "../hooks/use-weights";
import { columnsOf, type Column } from "../model/columns";
import { groupsOf } from "../model/table";
import { loadsOf, nothingSupposed } from "../model/what-if";

import { ComparisonTable } from "./comparison-table";
import { EvidenceSheet, type Shown } from "./evidence-sheet";
import { OptionPicker } from "./option-picker";
import { WeightsSection } from "./weights-section";
import { WhatIfBar } from "./what-if-bar";

export interface AnalysisPanelProps {
  projectId: string;
  /** As the board has them. */
  cards: readonly Schemas["OptionCard"][];
  brief: Schemas["Brief"];
  busy: boolean;
  onContinue: (card: Schemas["OptionCard"]) => void;
  onOpen: (optionId: string) => void;
  onBoard: () => void;
  onAsk: (question: string, optionId: string, elementId: string) => void;
  onState: (assumptionId: string, value: string) => void;
  /** The assumption that is being stated. */
  stating: string | null;
}

/** The options side by side under several loads; each cell opens what it was computed from. */
export default function AnalysisPanel(props: AnalysisPanelProps) {
  const { projectId, cards, brief } = props;
  const [whatIf, setWhatIf] = useState(nothingSupposed);
  const open = cards.filter((card) => !card.discarded);
  const stamp = [brief.revision, ...open.map((card) => card.revision_id)].join(" ");
  const analysis = useAnalysis(projectId, stamp, loadsOf(whatIf));
  const spending = useSpending(projectId, stamp, whatIf.budget);

  if (open.length === 0) return <NothingYet onBoard={props.onBoard} />;
  if (analysis.isError) {
    return (
      <ErrorState
        title="The options could not be compared."
        error={analysis.error}
        onRetry={() => void analysis.refetch()}
      />
    );
  }
  if (analysis.data === undefined) return <TableSkeleton />;
  return (
    <Comparison
      {...props}
      options={analysis.data}
      spending={spending.data ?? []}
      fetching={analysis.isFetching || spending.isFetching}
      whatIf={whatIf}
      onWhatIf={setWhatIf}
    />
  );
}

interface ComparisonProps extends AnalysisPanelProps {
  options: readonly AnalysedOption[];
  spending: readonly Schemas["OptionSpending"][];
  fetching: boolean;
  whatIf: typeof nothingSupposed;
  onWhatIf: (whatIf: typeof nothingSupposed) => void;
}

function Comparison({ options, spending, fetching, whatIf, onWhatIf, ...props }: ComparisonProps) {
  const { projectId, cards, brief, busy } = props;
  const box = useRef<HTMLDivElement>(null);
  const narrow = useNarrow(box);
  const weights = useWeights(projectId);
  const [shown, setShown] = useState<Shown | null>(null);
  const [picked, setPicked] = useState<string | null>(null);
  const choose = useChooseOption(projectId);
  const columns = columnsOf(options, cards, weights.weights);
  const single = columns.find(({ option }) => option.option_id === picked) ?? columns[0];
  const visible = narrow && single !== undefined ? [single] : columns;
  const proceed = ({ card }: Column) =>
    choose.mutate(card.id, { onSuccess: () => props.onContinue(card) });

  return (
    <div ref={box} className="flex min-h-full flex-col lg:h-full lg:min-h-0">
      <div className="flex flex-col gap-3 border-b px-4 py-3">
        <WhatIfBar whatIf={whatIf} onChange={onWhatIf} fetching={fetching} />
        <WeightsSection {...weights} />
      </div>
      {narrow && single !== undefined && (
        <OptionPicker columns={columns} picked={single.option.option_id} onPick={setPicked} />
      )}
      <ComparisonTable
        columns={visible}
        rivals={options}
        groups={groupsOf({ whatIf, spending })}
        busy={busy || choose.isPending}
        fetching={fetching}
        onShow={setShown}
        onOpen={props.onOpen}
        onContinue={proceed}
      />
      {shown !== null && (
        <EvidenceSheet
          {...{ projectId, brief, shown, columns, spending }}
          onAsk={props.onAsk}
          onState={props.onState}
          stating={props.stating}
          onClose={() => setShown(null)}
        />
      )}
    </div>
  );
}

function NothingYet({ onBoard }: { onBoard: () => void }) {
  return (
    <EmptyState
      icon={<Scale />}
      title="Nothing to compare yet"
      action={<Button onClick={onBoard}>Go to the board</Button>}
    >
      Every option on the board stands here side by side: what it costs at a tenth, at today’s and
      at ten times the traffic, how it fails and recovers, and what there is to do.
    </EmptyState>
  );
}

function TableSkeleton() {
  return (
    <div role="status" aria-label="Comparing the options" className="flex flex-col gap-3 p-4">
      <Skeleton className="h-8 w-2/3" />
      <Skeleton className="h-16" />
      <Skeleton className="h-96" />
    </div>
  );
}
