import { useSearchParams } from "react-router";

import { ListSection } from "@/components/list/list-section";
import { Section } from "@/components/settings/section";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Input } from "@/components/ui/field";
import { SearchField } from "@/components/ui/search-field";
import { Select } from "@/components/ui/select";
import { useSearchText } from "@/lib/search-text";

import { csvAddress } from "../api/audit";
import { useAudit } from "../hooks/use-audit";
import { filtersIn, isFiltered, withFilter, type AuditFilters } from "../model/filters";

import { AuditRow } from "./audit-row";

const results = [
  { value: "", label: "Every result" },
  { value: "done", label: "Done" },
  { value: "refused", label: "Refused" },
];

/** Who did what, and what was refused; nobody can change it. */
export function AuditSection() {
  const [params, setParams] = useSearchParams();
  const search = useSearchText();
  const filters = filtersIn(params);
  const audit = useAudit(filters);
  const first = audit.data?.pages[0];
  const filter = (name: keyof AuditFilters, value: string) =>
    setParams((now) => withFilter(now, name, value), { replace: true });
  const clear = () => {
    search.clear();
    setParams({}, { replace: true });
  };
  return (
    <Section
      title="Audit trail"
      description="Who did what, and what was refused. Nobody can change it."
      action={
        <a href={csvAddress(filters)} download className={buttonClass()}>
          Download CSV
        </a>
      }
    >
      <div className="grid gap-2 sm:grid-cols-2 xl:grid-cols-4">
        <SearchField
          label="Search people and subjects"
          value={search.typed}
          onValueChange={search.type}
        />
        <Select
          label="Action"
          labelHidden
          choices={[
            { value: "", label: "Every action" },
            ...(first?.actions ?? []).map((value) => ({ value, label: value })),
          ]}
          value={filters.action}
          onChange={(event) => filter("action", event.target.value)}
        />
        <Select
          label="Result"
          labelHidden
          choices={results}
          value={filters.result}
          onChange={(event) => filter("result", event.target.value)}
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
        list={audit}
        searchText={isFiltered(filters) ? "these filters" : ""}
        onClearSearch={clear}
        empty={<EmptyState title="Nothing has happened yet" />}
      >
        {(items) => (
          <ol aria-label="Audit trail" className="divide-y">
            {items.map((entry) => (
              <AuditRow key={entry.id} entry={entry} />
            ))}
          </ol>
        )}
      </ListSection>
    </Section>
  );
}
