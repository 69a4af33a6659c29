import { TriangleAlert } from "lucide-react";

import { Button } from "@/components/ui/button";

import type { Standards } from "../api/standards";
import { useCatalog, useHoldOption, useStandards } from "../hooks/use-standards";
import { wordsIn } from "../model/problems";
import { canFollow, rulesOf, type SeenOption } from "../model/words";

interface StandardsSummaryProps {
  projectId: string;
  options: readonly SeenOption[];
  onEdit: () => void;
}

/** What the designs are held to beside the requirements, and which of them are not. */
export function StandardsSummary({ projectId, options, onEdit }: StandardsSummaryProps) {
  const standards = useStandards(projectId);
  const catalog = useCatalog();
  if (standards.data === undefined) return null;
  const rules = rulesOf(standards.data, catalog.data ?? []);
  const departing = options.filter((each) => !each.discarded && each.departures.length > 0);
  return (
    <section aria-labelledby="standards">
      <div className="mb-2 flex items-center justify-between gap-2">
        <h2 id="standards" className="text-base/6 font-semibold">
          Standards
        </h2>
        <Button size="small" onClick={onEdit}>
          {rules.length === 0 ? "Set standards" : "Edit standards"}
        </Button>
      </div>
      {departing.length > 0 && (
        <Departures {...{ projectId, standards: standards.data }} options={departing} />
      )}
      {rules.length === 0 ? (
        <p className="text-muted-foreground">
          None are set: every name, Region, service and format is allowed.
        </p>
      ) : (
        <dl className="divide-y rounded-lg border bg-card">
          {rules.map(({ name, words }) => (
            <div key={name} className="flex flex-wrap gap-x-3 px-4 py-2.5">
              <dt className="w-48 text-muted-foreground">{name}</dt>
              <dd className="min-w-0 flex-1 basis-60 break-words">{words}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

interface DeparturesProps {
  projectId: string;
  standards: Standards;
  options: readonly SeenOption[];
}

function Departures({ projectId, standards, options }: DeparturesProps) {
  const hold = useHoldOption(projectId);
  return (
    <ul className="mb-2 flex flex-col divide-y rounded-lg border bg-warn-surface">
      {options.map((option) => (
        <li key={option.id} className="flex flex-wrap items-start gap-x-3 gap-y-2 px-4 py-3">
          <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-warn" />
          <div className="min-w-0 flex-1 basis-60">
            <p>
              <span className="font-medium">{option.name}</span> is not under these standards.{" "}
              {option.departures.map(({ sentence }) => sentence).join(" ")}
            </p>
            {hold.isError && hold.variables.option.id === option.id && (
              <p role="alert" className="text-bad">
                {wordsIn(hold.error)}
              </p>
            )}
          </div>
          {canFollow(option) && (
            <Button
              size="small"
              pending={hold.isPending && hold.variables.option.id === option.id}
              onClick={() => hold.mutate({ option, standards })}
            >
              Put it under them
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
