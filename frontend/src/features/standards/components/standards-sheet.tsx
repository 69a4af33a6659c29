import { CircleCheck, TriangleAlert } from "lucide-react";
import { useRef, useState } from "react";

import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ErrorState } from "@/components/ui/error-state";
import { Sheet, SheetBody, SheetFooter } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/cn";

import type { Standards } from "../api/standards";
import { useLeaving } from "../hooks/use-leaving";
import { useSaveStandards, useStandards } from "../hooks/use-standards";
import { draftOf, isChanged, standardsOf, type Draft } from "../model/draft";
import { problemsIn, problemsOf, type Problems } from "../model/problems";
import { outcomeOf, type Outcome, type SeenOption } from "../model/words";

import { FORM, StandardsForm } from "./standards-form";

export interface StandardsSheetProps {
  projectId: string;
  /** Where the design stands now. */
  region: string;
  /** The options on the board. */
  options: readonly SeenOption[];
  onClose: () => void;
}

const PURPOSE = "What your organisation demands before anything is proposed.";

/** The standards of a project, to read and to change. */
export default function StandardsSheet(props: StandardsSheetProps) {
  const stored = useStandards(props.projectId);
  return (
    <Sheet title="Standards" description={PURPOSE} onClose={props.onClose}>
      {stored.data !== undefined ? (
        <Editor {...props} stored={stored.data} />
      ) : stored.isError ? (
        <SheetBody>
          <ErrorState
            title="The standards could not be loaded."
            error={stored.error}
            onRetry={() => void stored.refetch()}
          />
        </SheetBody>
      ) : (
        <SheetBody>
          <div role="status" aria-label="Loading the standards" className="flex flex-col gap-4">
            <Skeleton className="h-20" />
            <Skeleton className="h-40" />
          </div>
        </SheetBody>
      )}
    </Sheet>
  );
}

function Editor({
  projectId,
  region,
  options,
  onClose,
  stored,
}: StandardsSheetProps & { stored: Standards }) {
  const { draft, problems, change, saving, save, outcome } = useEditing({
    projectId,
    stored,
    options,
  });
  const form = useRef<HTMLFormElement>(null);
  const dirty = isChanged(draft, stored);
  const leaving = useLeaving(dirty);

  const submit = () => {
    if (save()) return;
    // What is wrong stands beside its field; the first such field is where to go on.
    window.setTimeout(() =>
      form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus(),
    );
  };

  return (
    <>
      <SheetBody>
        <StandardsForm
          ref={form}
          {...{ draft, problems, region, change }}
          revisionId={options[0]?.revision_id ?? null}
          onSubmit={submit}
        />
      </SheetBody>
      <SheetFooter>
        <Told {...{ dirty, outcome }} proposed={options.length > 0} />
        <Button className="flex-1 sm:flex-none" onClick={onClose}>
          {dirty ? "Cancel" : "Close"}
        </Button>
        <Button
          type="submit"
          form={FORM}
          variant="primary"
          className="flex-1 sm:flex-none"
          pending={saving}
          disabled={!dirty}
        >
          Save standards
        </Button>
      </SheetFooter>
      <ConfirmDialog
        open={leaving.state === "blocked"}
        onOpenChange={() => leaving.reset?.()}
        title="Leave without saving?"
        description="What you changed in the standards is lost. The standards stay as they were."
        confirmLabel="Discard changes"
        cancelLabel="Keep editing"
        onConfirm={() => leaving.proceed?.()}
      />
    </>
  );
}

interface EditingProps {
  projectId: string;
  stored: Standards;
  options: readonly SeenOption[];
}

function useEditing({ projectId, stored, options }: EditingProps) {
  const [draft, setDraft] = useState(() => draftOf(stored));
  const [refusal, setRefusal] = useState<Problems>({});
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const saving = useSaveStandards(projectId);
  const own = problemsOf(draft);

  const change = (changed: Partial<Draft>) => {
    setDraft((before) => ({ ...before, ...changed }));
    setRefusal({});
    setOutcome(null);
  };
  /** Whether there was nothing to hold it back here. */
  const save = (): boolean => {
    if (Object.keys(own).length > 0) return false;
    saving.mutate(standardsOf(draft), {
      onSuccess: ({ options: after }) => setOutcome(outcomeOf(options, after)),
      onError: (error) => setRefusal(problemsIn(error, draft)),
    });
    return true;
  };
  return {
    draft,
    problems: { ...refusal, ...own },
    change,
    saving: saving.isPending,
    save,
    outcome,
  };
}

interface ToldProps {
  dirty: boolean;
  outcome: Outcome | null;
  /** There are options that saving changes. */
  proposed: boolean;
}

/** What saving did, or would do. */
function Told({ dirty, outcome, proposed }: ToldProps) {
  return (
    <p
      role="status"
      className="flex basis-full items-start gap-1.5 text-xs text-muted-foreground empty:hidden sm:flex-1 sm:basis-0"
    >
      {outcome !== null && <OutcomeIcon departs={outcome.departs} />}
      {outcome === null ? dirty && (proposed ? WHEN_PROPOSED : WHEN_NOT_YET) : outcome.words}
    </p>
  );
}

const WHEN_PROPOSED =
  "Options that nobody edited are made again under them; edited ones stay and say where they depart.";
const WHEN_NOT_YET = "What is proposed from now on will be held to them.";

function OutcomeIcon({ departs }: { departs: boolean }) {
  const Icon = departs ? TriangleAlert : CircleCheck;
  return (
    <Icon aria-hidden="true" className={cn("size-4 shrink-0", departs ? "text-warn" : "text-ok")} />
  );
}
