import { ChevronRight } from "lucide-react";
import { useSearchParams } from "react-router";

import { Ago } from "@/components/list/cell";
import { ListSection } from "@/components/list/list-section";
import { Section } from "@/components/settings/section";
import { EmptyState } from "@/components/ui/empty-state";
import { Input } from "@/components/ui/field";
import { SearchField } from "@/components/ui/search-field";
import { Select } from "@/components/ui/select";
import { useSearchText } from "@/lib/search-text";

import { useTrail } from "../hooks/use-platform";
import { filtersIn, isFiltered, withParam } from "../model/trail";
import type { Entry } from "../model/wire";

const trails = [
  { value: "organizations", label: "Of organisations" },
  { value: "platform", label: "Of operators" },
];

/** What was done everywhere, and what operators looked at and did. */
export default function TrailSection() {
  const [params, setParams] = useSearchParams();
  const search = useSearchText();
  const filters = filtersIn(params);
  const trail = useTrail(filters);
  const filter = (name: string, value: string) =>
    setParams((now) => withParam(now, name, value), { replace: true });
  return (
    <Section
      title="Audit trail"
      description="Across organisations. Operators stand in it, too, with what they look at."
    >
      <div className="grid gap-2 sm:grid-cols-2 xl:grid-cols-4">
        <Select
          label="Trail"
          labelHidden
          choices={trails}
          value={filters.trail}
          onChange={(event) => filter("trail", event.target.value)}
        />
        <SearchField label="Action or id" value={search.typed} onValueChange={search.type} />
        <Input
          label="Organisation's id"
          labelHidden
          placeholder="Organisation's id"
          value={filters.organization}
          onChange={(event) => filter("organization", event.target.value.trim())}
        />
        <Input
          label="From"
          labelHidden
          type="date"
          value={filters.from}
          onChange={(event) => filter("from", event.target.value)}
        />
      </div>
      <ListSection
        things="entries"
        list={trail}
        searchText={isFiltered(filters) ? "these filters" : ""}
        onClearSearch={() => {
          search.clear();
          setParams({ trail: filters.trail }, { replace: true });
        }}
        empty={<EmptyState title="Nothing has happened yet" />}
      >
        {(items) => (
          <ol aria-label="Audit trail" className="divide-y">
            {items.map((entry) => (
              <EntryRow key={`${entry.organization_id}/${entry.id}`} entry={entry} />
            ))}
          </ol>
        )}
      </ListSection>
    </Section>
  );
}

function EntryRow({ entry }: { entry: Entry }) {
  const { id, subject_id: subject, details, at, organization_id: organization } = entry;
  return (
    <li>
      <details className="group">
        <summary className="flex list-none flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3 -outline-offset-2 hover:bg-secondary [&::-webkit-details-marker]:hidden">
          <ChevronRight
            aria-hidden="true"
            className="size-4 shrink-0 text-muted-foreground group-open:rotate-90"
          />
          <span className="min-w-0 flex-1 basis-52">
            <span className="font-medium">{entry.actor}</span>{" "}
            <code className="font-mono text-xs">{entry.action}</code>
            {entry.reason !== "" && (
              <span className="block text-xs break-words text-muted-foreground">
                {entry.reason}
              </span>
            )}
          </span>
          <span className="max-w-48 truncate text-muted-foreground">{entry.organization}</span>
          <span className="w-24 text-right text-xs text-muted-foreground">
            <Ago at={at} />
          </span>
        </summary>
        <pre className="border-t bg-muted px-4 py-3 font-mono text-xs break-words whitespace-pre-wrap">
          {JSON.stringify(
            { id, at, actor: entry.actor_id, organization, subject, details },
            null,
            2,
          )}
        </pre>
      </details>
    </li>
  );
}
