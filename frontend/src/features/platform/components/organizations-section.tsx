import { Link, useSearchParams } from "react-router";

import { Ago, Muted } from "@/components/list/cell";
import { ListSection } from "@/components/list/list-section";
import { Row, Table } from "@/components/list/table";
import { Section } from "@/components/settings/section";
import { StatusBadge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { SearchField } from "@/components/ui/search-field";
import { countOf, formatCount } from "@/lib/format/number";
import { useSearchText } from "@/lib/search-text";

import { useOrganizations } from "../hooks/use-platform";
import { planWord } from "../model/plan";
import { withParam } from "../model/trail";
import type { PlatformOrganization } from "../model/wire";

import { OrganizationDetail } from "./organization-detail";

const columns = [
  { label: "Organisation" },
  { label: "Plan", width: "w-28" },
  { label: "Seats", width: "w-28", align: "right" },
  { label: "Runs this month", width: "w-36", align: "right" },
  { label: "Last active", width: "w-32" },
] as const;

/** Every organisation; the address says which one is open. */
export default function OrganizationsSection() {
  const [params] = useSearchParams();
  const open = params.get("organization");
  return open === null ? <Organizations /> : <OrganizationDetail key={open} id={open} />;
}

function Organizations() {
  const search = useSearchText();
  const list = useOrganizations(search.searched);
  return (
    <Section
      title="Organisations"
      action={
        <SearchField
          label="Search organisations"
          value={search.typed}
          onValueChange={search.type}
          className="w-full sm:w-64"
        />
      }
    >
      <ListSection
        things="organisations"
        list={list}
        searchText={search.searched}
        onClearSearch={search.clear}
        empty={<EmptyState title="No organisation yet" />}
      >
        {(items) => (
          <Table label="Organisations" columns={columns}>
            {items.map((each) => (
              <OrganizationRow key={each.id} organization={each} />
            ))}
          </Table>
        )}
      </ListSection>
    </Section>
  );
}

function OrganizationRow({ organization }: { organization: PlatformOrganization }) {
  const [params] = useSearchParams();
  const { seats_limit: limit, seats_used: used, last_active_at: active } = organization;
  const seats = limit === null ? formatCount(used) : `${used} of ${limit}`;
  const seen = active === null ? <Muted>Never</Muted> : <Ago at={active} />;
  const runs = organization.runs_this_month;
  const plan = planWord(organization.plan);
  return (
    <Row
      name={
        <>
          <Link
            to={`?${withParam(params, "organization", organization.id).toString()}`}
            className="truncate hover:underline"
          >
            {organization.name}
          </Link>
          {organization.suspended && <StatusBadge status="bad">Suspended</StatusBadge>}
        </>
      }
      detail={<code className="font-mono text-xs">{organization.id}</code>}
      facts={[
        plan,
        limit === null ? countOf(used, "seat") : `${seats} seats`,
        countOf(runs, "run"),
        seen,
      ]}
      cells={[
        { content: plan },
        { content: seats, align: "right" },
        { content: formatCount(runs), align: "right" },
        { content: seen },
      ]}
      menu={null}
    />
  );
}
