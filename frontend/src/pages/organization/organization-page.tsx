import { useParams } from "react-router";

import { SettingsLayout } from "@/components/settings/settings-layout";
import { Capable } from "@/features/account/components/capable";
import { useMe } from "@/features/account/hooks/use-account";
import { AuditSection } from "@/features/audit/components/audit-section";
import { BillingSection } from "@/features/billing/components/billing-section";
import { ApiKeysSection } from "@/features/organization/components/api-keys-section";
import { DomainsSection } from "@/features/organization/components/domains-section";
import { InvitationsSection } from "@/features/organization/components/invitations-section";
import { MembersSection } from "@/features/organization/components/members-section";
import { SecuritySection } from "@/features/organization/components/security-section";
import { QuotasSection } from "@/features/usage/components/quotas-section";
import { UsageSection } from "@/features/usage/components/usage-section";
import { usePageTitle } from "@/lib/page-title";
import { NotFoundPage } from "@/pages/not-found/not-found-page";

type Has = (capability: string) => boolean;

/** Each section with the permission that opens it. */
const sections = [
  { id: "members", label: "Members", needs: "members:read" },
  { id: "security", label: "Security", needs: "organization:manage" },
  { id: "keys", label: "API keys", needs: "keys:manage" },
  { id: "usage", label: "Usage and limits", needs: "usage:read" },
  { id: "audit", label: "Audit trail", needs: "audit:read" },
  { id: "billing", label: "Plan and billing", needs: "billing:read" },
] as const;

export function OrganizationPage() {
  return (
    <Capable of={sections.map(({ needs }) => needs)} otherwise={<NotFoundPage />}>
      {(has) => <Settings has={has} />}
    </Capable>
  );
}

function Settings({ has }: { has: Has }) {
  usePageTitle("Organisation");
  const { section } = useParams();
  const me = useMe();
  const open = sections.filter(({ needs }) => has(needs));
  const shown = open.find(({ id }) => id === section);
  if (shown === undefined) return <NotFoundPage />;
  return (
    <SettingsLayout
      title="Organisation"
      {...(me.data === undefined ? {} : { subtitle: me.data.organization.name })}
      base="/organization"
      sections={open}
    >
      <Shown id={shown.id} has={has} />
    </SettingsLayout>
  );
}

function Shown({ id, has }: { id: (typeof sections)[number]["id"]; has: Has }) {
  switch (id) {
    case "members":
      return (
        <>
          <MembersSection
            may={{
              invite: has("members:invite"),
              change: has("members:change"),
              remove: has("members:remove"),
            }}
          />
          <InvitationsSection mayInvite={has("members:invite")} />
        </>
      );
    case "security":
      return (
        <>
          <SecuritySection />
          <DomainsSection />
        </>
      );
    case "keys":
      return <ApiKeysSection />;
    case "usage":
      return (
        <>
          <QuotasSection />
          <UsageSection />
        </>
      );
    case "audit":
      return <AuditSection />;
    case "billing":
      return <BillingSection mayManage={has("billing:manage")} />;
  }
}
