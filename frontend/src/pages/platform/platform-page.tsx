import { useParams } from "react-router";

import { SettingsLayout } from "@/components/settings/settings-layout";
import { Capable } from "@/features/account/components/capable";
import { HealthSection } from "@/features/platform/components/health-section";
import { OrganizationsSection } from "@/features/platform/components/organizations-section";
import { PeopleSection } from "@/features/platform/components/people-section";
import { PlatformFrame } from "@/features/platform/components/platform-frame";
import { RunsSection } from "@/features/platform/components/runs-section";
import { usePageTitle } from "@/lib/page-title";
import { NotFoundPage } from "@/pages/not-found/not-found-page";

const sections = [
  { id: "organizations", label: "Organisations", Shown: OrganizationsSection },
  { id: "people", label: "People", Shown: PeopleSection },
  { id: "runs", label: "Running now", Shown: RunsSection },
  { id: "health", label: "Health", Shown: HealthSection },
];

export function PlatformPage() {
  return (
    <Capable of={["operator"]} otherwise={<NotFoundPage />}>
      {() => <Platform />}
    </Capable>
  );
}

function Platform() {
  usePageTitle("Platform");
  const { section } = useParams();
  const shown = sections.find(({ id }) => id === section);
  if (shown === undefined) return <NotFoundPage />;
  return (
    <PlatformFrame>
      <SettingsLayout title="Platform" base="/platform" sections={sections}>
        <shown.Shown key={shown.id} />
      </SettingsLayout>
    </PlatformFrame>
  );
}
