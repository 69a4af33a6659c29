import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { Schemas } from "@/lib/api/types";
import { countOf } from "@/lib/format/number";
import { formatMoney, formatMoneyChange } from "@/lib/format/money";

import { useDifference } from "../hooks/use-diagram";
import { connectionWords, fieldWords, isEmptyDifference, valueWords } from "../model/difference";

import { Aside, AsideSection } from "./aside";

type Summary = Schemas["RevisionSummary"];

interface ChangesAsideProps {
  history: readonly Summary[];
  sinceId: string;
  shownId: string;
  onSince: (id: string) => void;
  onClose: () => void;
}

/** What differs between an earlier revision and the one on screen. */
export function ChangesAside({ history, sinceId, shownId, onSince, onClose }: ChangesAsideProps) {
  const difference = useDifference(sinceId, shownId);
  const shown = history.find((each) => each.id === shownId);
  return (
    <Aside title={`Changes up to revision ${shown?.number ?? ""}`.trim()} onClose={onClose}>
      <label className="flex items-center gap-2 border-b px-4 py-2 text-muted-foreground">
        Since
        <select
          value={sinceId}
          onChange={(event) => onSince(event.target.value)}
          className="control control-text min-w-0 flex-1 rounded-md border border-input bg-card px-2 text-foreground"
        >
          {history
            .filter((each) => each.id !== shownId)
            .map((each) => (
              <option key={each.id} value={each.id}>
                Revision {each.number}: {each.summary}
              </option>
            ))}
        </select>
      </label>
      {difference.isError && (
        <ErrorState
          title="The revisions could not be compared."
          error={difference.error}
          onRetry={() => void difference.refetch()}
        />
      )}
      {difference.isPending && <Skeleton className="m-4 h-24" />}
      {difference.data !== undefined && <Changes found={difference.data} />}
    </Aside>
  );
}

function Changes({ found }: { found: Schemas["RevisionDiff"] }) {
  const { before, after, difference, files } = found;
  return (
    <>
      <AsideSection title="Cost">
        <p className="tabular-nums">
          {formatMoney(before.monthly_cost)} → {formatMoney(after.monthly_cost)} a month (
          {formatMoneyChange(before.monthly_cost, after.monthly_cost)})
        </p>
      </AsideSection>
      {isEmptyDifference(difference) && (
        <p className="px-4 py-3 text-muted-foreground">The two revisions hold the same design.</p>
      )}
      <Elements title="Added" elements={difference.added} />
      <Elements title="Removed" elements={difference.removed} />
      {difference.changed.length > 0 && (
        <AsideSection title={`Changed (${difference.changed.length})`}>
          <ul className="flex flex-col gap-2">
            {difference.changed.map((each) => (
              <li key={each.id}>
                <p className="font-medium wrap-anywhere">{each.title}</p>
                <Fields changes={each.changes} />
              </li>
            ))}
          </ul>
        </AsideSection>
      )}
      <Connections title="Connections added" connections={difference.connections_added} />
      <Connections title="Connections removed" connections={difference.connections_removed} />
      {difference.connections_changed.length > 0 && (
        <AsideSection title={`Connections changed (${difference.connections_changed.length})`}>
          <ul className="flex flex-col gap-2">
            {difference.connections_changed.map((each) => (
              <li key={each.id}>
                <p className="font-medium wrap-anywhere">{connectionWords(each)}</p>
                <Fields changes={each.changes} />
              </li>
            ))}
          </ul>
        </AsideSection>
      )}
      {difference.settings.length > 0 && (
        <AsideSection title="Settings">
          <Fields changes={difference.settings} />
        </AsideSection>
      )}
      {files.length > 0 && (
        <AsideSection title={countOf(files.length, "file of the bundle", "files of the bundle")}>
          <ul className="font-mono text-xs">
            {files.map((path) => (
              <li key={path} className="wrap-anywhere">
                {path}
              </li>
            ))}
          </ul>
        </AsideSection>
      )}
    </>
  );
}

function Elements({
  title,
  elements,
}: {
  title: string;
  elements: readonly Schemas["ElementRef"][];
}) {
  if (elements.length === 0) return null;
  return (
    <AsideSection title={`${title} (${elements.length})`}>
      <ul>
        {elements.map((each) => (
          <li key={each.id} className="wrap-anywhere">
            {each.title}
          </li>
        ))}
      </ul>
    </AsideSection>
  );
}

interface ConnectionsProps {
  title: string;
  connections: readonly Schemas["ConnectionRef"][];
}

function Connections({ title, connections }: ConnectionsProps) {
  if (connections.length === 0) return null;
  return (
    <AsideSection title={`${title} (${connections.length})`}>
      <ul>
        {connections.map((each) => (
          <li key={each.id} className="wrap-anywhere">
            {connectionWords(each)}
          </li>
        ))}
      </ul>
    </AsideSection>
  );
}

function Fields({ changes }: { changes: readonly Schemas["FieldChange"][] }) {
  return (
    <ul className="text-xs">
      {changes.map((change) => (
        <li key={change.field} className="wrap-anywhere">
          <span className="text-muted-foreground">{fieldWords(change.field)}:</span>{" "}
          <del>{valueWords(change.before)}</del> →{" "}
          <ins className="no-underline">{valueWords(change.after)}</ins>
        </li>
      ))}
    </ul>
  );
}
