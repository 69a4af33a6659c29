import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

import { AssumptionField } from "@/components/figures/assumption-field";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { toastError } from "@/lib/toast-store";

import type { Brief } from "../api/board";
import { useBrief, useEditBrief } from "../hooks/use-board";

import { FactList } from "./fact-list";
import { UnusedPhrases } from "./unused-phrases";

interface RequirementsProps {
  projectId: string;
  /** What holds for every design of the project, after what is wanted. */
  standards: ReactNode;
  /** The requirement that somebody came here for. */
  fact: { id: string } | null;
  onQuote: (id: string) => void;
  onExplain: (text: string) => void;
}

/** Everything that is known about what is wanted, with the words it came from. */
export function Requirements({ projectId, standards, ...rest }: RequirementsProps) {
  const { fact, onQuote, onExplain } = rest;
  const brief = useBrief(projectId);
  const drop = useEditBrief(projectId);
  if (brief.isError) {
    return (
      <ErrorState
        title="The requirements could not be loaded."
        error={brief.error}
        onRetry={() => void brief.refetch()}
      />
    );
  }
  if (brief.data === undefined) {
    return (
      <div role="status" aria-label="Loading the requirements" className="flex flex-col gap-3 p-4">
        <Skeleton className="h-24" />
        <Skeleton className="h-64" />
      </div>
    );
  }
  if (brief.data.requirements.length === 0 && brief.data.assumptions.length === 0) {
    return (
      <EmptyState title="No requirements yet">
        Say in the chat what the system should do. What is understood stands here, each fact with
        the words it came from, and every assumed figure can be corrected.
      </EmptyState>
    );
  }
  return (
    <div className="mx-auto flex w-full max-w-4xl flex-col gap-6 p-4">
      <Contradictions sentences={brief.data.contradictions} />
      <FactList requirements={brief.data.requirements} fact={fact} onQuote={onQuote} />
      <UnusedPhrases
        phrases={brief.data.unused}
        onExplain={onExplain}
        onDrop={(phrase) =>
          drop.mutate(
            { base: brief.data.revision, edits: [{ op: "drop_phrase", phrase }] },
            { onError: (error) => toastError(error.message) },
          )
        }
        pending={drop.isPending}
      />
      {standards}
      <Assumptions projectId={projectId} brief={brief.data} />
    </div>
  );
}

function Contradictions({ sentences }: { sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <section
      aria-labelledby="contradictions"
      className="flex gap-2 rounded-lg border bg-warn-surface p-3"
    >
      <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-warn" />
      <div>
        <h2 id="contradictions" className="font-medium">
          These do not fit together
        </h2>
        <ul className="list-disc pl-5">
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </div>
    </section>
  );
}

function Assumptions({ projectId, brief }: { projectId: string; brief: Brief }) {
  const edit = useEditBrief(projectId);
  if (brief.assumptions.length === 0) return null;
  return (
    <section aria-labelledby="assumptions">
      <h2 id="assumptions" className="text-base/6 font-semibold">
        Assumptions
      </h2>
      <p className="mb-2 text-muted-foreground">
        Prices and limits follow from these. A corrected figure prices every option again.
      </p>
      {edit.isError && (
        <p role="alert" className="mb-2 text-bad">
          {edit.error.message}
        </p>
      )}
      <ul className="divide-y rounded-lg border bg-card">
        {brief.assumptions.map((each) => (
          <li key={each.id} className="px-4 py-2.5">
            <AssumptionField
              // The server's value replaces what stands in the field.
              key={each.value}
              assumption={each}
              pending={edit.isPending && edit.variables.edits.some((one) => isOf(one, each.id))}
              onState={(value) =>
                edit.mutate({
                  base: brief.revision,
                  edits: [{ op: "state_assumption", id: each.id, value }],
                })
              }
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function isOf(edit: { op: string; id?: string }, id: string): boolean {
  return edit.op === "state_assumption" && edit.id === id;
}
