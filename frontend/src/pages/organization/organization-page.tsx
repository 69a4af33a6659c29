import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { useNavigate, useParams } from "react-router";

import { SettingsLayout } from "@/components/settings/settings-layout";
import { Skeleton } from "@/components/ui/skeleton";
import { Capable } from "@/features/account/components/capable";
import { useMe } from "@/features/account/hooks/use-account";
import { useSwitchOrganization } from "@/features/account/hooks/use-switch-organization";
import { refreshed } from "@/lib/api/refresh";
import { usePageTitle } from "@/lib/page-title";
import { NotFoundPage } from "@/pages/not-found/not-found-page";

const AuditSection = lazy(async () => ({
  default: (await import("@/features/audit/components/audit-section")).AuditSection,
}));
const BillingSection = lazy(async () => ({
  default: (await import("@/features/billing/components/billing-section")).BillingSection,
}));
const ApiKeysSection = lazy(async () => ({
  default: (await import("@/features/organization/components/api-keys-section")).ApiKeysSection,
}));
const DomainsSection = lazy(async () => ({
  default: (await import("@/features/organization/components/domains-section")).DomainsSection,
}));
const EndingSection = lazy(async () => ({
  default: (await import("@/features/organization/components/ending-section")).EndingSection,
}));
const GeneralSection = lazy(async () => ({
  default: (await import("@/features/organization/components/general-section")).GeneralSection,
}));
const InvitationsSection = lazy(async () => ({
  default: (await import("@/features/organization/components/invitations-section"))
    .InvitationsSection,
}));
const MembersSection = lazy(async () => ({
  default: (await import("@/features/organization/components/members-section")).MembersSection,
}));
const SecuritySection = lazy(async () => ({
  default: (await import("@/features/organization/components/security-section")).SecuritySection,
}));
const QuotasSection = lazy(async () => ({
  default: (await import("@/features/usage/components/quotas-section")).QuotasSection,
}));
const LimitsSection = lazy(async () => ({
  default: (await import("@/features/usage/components/limits-section")).LimitsSection,
}));
const UsageSection = lazy(async () => ({
  default: (await import("@/features/usage/components/usage-section")).UsageSection,
}));

type Has = (capability: string) => boolean;

/** Each section with the permission that opens it. */
const sections = [
  { id: "members", label: "Members", needs: "members:read" },
  { id: "general", label: "General", needs: "members:read" },
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
      <Suspense fallback={<Skeleton className="h-64" />}>
        <Shown id={shown.id} has={has} />
      </Suspense>
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
    case "general":
      return <General has={has} />;
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
          <LimitsSection mayManage={has("quotas:manage")} />
          <UsageSection />
        </>
      );
    case "audit":
      return <AuditSection />;
    case "billing":
      return <BillingSection mayManage={has("billing:manage")} />;
  }
}

function General({ has }: { has: Has }) {
  const me = useMe().data;
  const switching = useSwitchOrganization();
  const queries = useQueryClient();
  const navigate = useNavigate();
  if (me === undefined) return null;
  const leave = async () => {
    await refreshed();
    await navigate("/designs");
    await queries.resetQueries();
  };
  return (
    <>
      <GeneralSection
        current={{ ...me.organization, role: me.role }}
        places={me.organizations}
        mayRename={has("organization:manage")}
        onWork={(id) => switching.mutate(id)}
      />
      <EndingSection
        name={me.organization.name}
        mayDelete={has("organization:delete")}
        onGone={() => void leave()}
      />
    </>
  );
}
