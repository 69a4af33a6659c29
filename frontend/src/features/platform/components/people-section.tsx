import { useState } from "react";

import { Ago, Muted } from "@/components/list/cell";
import { ListSection } from "@/components/list/list-section";
import { Row, Table } from "@/components/list/table";
import { Section } from "@/components/settings/section";
import { Badge, StatusBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { SearchField } from "@/components/ui/search-field";
import { countOf, formatCount } from "@/lib/format/number";
import { useSearchText } from "@/lib/search-text";

import { useDisable, useEnable, usePeople } from "../hooks/use-platform";
import type { PlatformPerson } from "../model/wire";

import { ReasonDialog } from "./reason-dialog";

const columns = [
  { label: "Name" },
  { label: "Organisations", width: "w-32", align: "right" },
  { label: "Second factor", width: "w-32" },
  { label: "Last active", width: "w-32" },
  { label: "Access", width: "w-28", align: "right" },
] as const;

export default function PeopleSection() {
  const search = useSearchText();
  const list = usePeople(search.searched);
  const [asked, setAsked] = useState<PlatformPerson | null>(null);
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
              <PersonRow key={each.id} person={each} onAsk={setAsked} />
            ))}
          </Table>
        )}
      </ListSection>
      {asked !== null && <AccessDialog person={asked} onClose={() => setAsked(null)} />}
    </Section>
  );
}

interface PersonRowProps {
  person: PlatformPerson;
  onAsk: (person: PlatformPerson) => void;
}

function PersonRow({ person, onAsk }: PersonRowProps) {
  const factor = person.second_factor ? (
    <StatusBadge status="ok">On</StatusBadge>
  ) : (
    <StatusBadge status="skipped">Off</StatusBadge>
  );
  const seen =
    person.last_active_at === null ? <Muted>Never</Muted> : <Ago at={person.last_active_at} />;
  const access = <AccessButton person={person} onAsk={onAsk} />;
  return (
    <Row
      name={
        <>
          <span className="truncate">{person.name}</span>
          {person.operator && <Badge>Operator</Badge>}
          {person.disabled && <StatusBadge status="bad">Disabled</StatusBadge>}
        </>
      }
      detail={person.email_proven ? person.email : `${person.email} (not proven)`}
      facts={[countOf(person.organizations, "organisation"), factor, seen, access]}
      cells={[
        { content: formatCount(person.organizations), align: "right" },
        { content: factor },
        { content: seen },
        { content: access, align: "right" },
      ]}
      menu={null}
    />
  );
}

function AccessButton({ person, onAsk }: PersonRowProps) {
  if (person.operator) return null;
  const label = person.disabled ? "Enable" : "Disable";
  return (
    <Button size="small" aria-label={`${label} ${person.name}`} onClick={() => onAsk(person)}>
      {label}
    </Button>
  );
}

function AccessDialog({ person, onClose }: { person: PlatformPerson; onClose: () => void }) {
  const disable = useDisable();
  const enable = useEnable();
  const deed = person.disabled ? enable : disable;
  return (
    <ReasonDialog
      title={person.disabled ? `Enable ${person.name}?` : `Disable ${person.name}?`}
      description={
        person.disabled
          ? "They can sign in again. Devices that were signed out stay signed out."
          : "Every sign-in and token of theirs ends at once, in every organisation. What they made stays."
      }
      confirmLabel={person.disabled ? "Enable person" : "Disable person"}
      tone={person.disabled ? "primary" : "destructive"}
      pending={deed.isPending}
      error={deed.error?.message ?? null}
      onConfirm={(reason) => deed.mutate({ id: person.id, reason }, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
