import { Ago, Muted } from "@/components/list/cell";
import { ListSection } from "@/components/list/list-section";
import { Row, Table } from "@/components/list/table";
import { Section } from "@/components/settings/section";
import { StatusBadge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { SearchField } from "@/components/ui/search-field";
import { countOf, formatCount } from "@/lib/format/number";
import { useSearchText } from "@/lib/search-text";

import { usePeople } from "../hooks/use-platform";
import type { PlatformPerson } from "../model/wire";

const columns = [
  { label: "Name" },
  { label: "Organisations", width: "w-32", align: "right" },
  { label: "Second factor", width: "w-36" },
  { label: "Last active", width: "w-32" },
] as const;

export function PeopleSection() {
  const search = useSearchText();
  const list = usePeople(search.searched);
  return (
    <Section
      title="People"
      action={
        <SearchField
          label="Search people"
          value={search.typed}
          onValueChange={search.type}
          className="w-full sm:w-64"
        />
      }
    >
      <ListSection
        things="people"
        list={list}
        searchText={search.searched}
        onClearSearch={search.clear}
        empty={<EmptyState title="Nobody yet" />}
      >
        {(items) => (
          <Table label="People" columns={columns}>
            {items.map((each) => (
              <PersonRow key={each.id} person={each} />
            ))}
          </Table>
        )}
      </ListSection>
    </Section>
  );
}

function PersonRow({ person }: { person: PlatformPerson }) {
  const factor = person.second_factor ? (
    <StatusBadge status="ok">On</StatusBadge>
  ) : (
    <StatusBadge status="skipped">Off</StatusBadge>
  );
  const seen =
    person.last_active_at === null ? <Muted>Never</Muted> : <Ago at={person.last_active_at} />;
  return (
    <Row
      name={<span className="truncate">{person.name}</span>}
      detail={person.email}
      facts={[countOf(person.organizations, "organisation"), factor, seen]}
      cells={[
        { content: formatCount(person.organizations), align: "right" },
        { content: factor },
        { content: seen },
      ]}
      menu={null}
    />
  );
}
