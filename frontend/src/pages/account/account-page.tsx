import { useParams } from "react-router";

import { SettingsLayout } from "@/components/settings/settings-layout";
import { Capable } from "@/features/account/components/capable";
import { DevicesSection } from "@/features/profile/components/devices-section";
import { LeavingSection } from "@/features/profile/components/leaving-section";
import { OnlookersSection } from "@/features/profile/components/onlookers-section";
import { ProfileSection } from "@/features/profile/components/profile-section";
import { SecuritySections } from "@/features/profile/components/security-sections";
import { usePageTitle } from "@/lib/page-title";
import { NotFoundPage } from "@/pages/not-found/not-found-page";

const sections = [
  { id: "profile", label: "Profile" },
  { id: "security", label: "Password and factor" },
  { id: "devices", label: "Devices" },
  { id: "data", label: "Your data" },
];

export function AccountPage() {
  return (
    <Capable of={["account:use"]} otherwise={<NotFoundPage />}>
      {() => <Settings />}
    </Capable>
  );
}

function Settings() {
  usePageTitle("Account");
  const { section } = useParams();
  if (!sections.some(({ id }) => id === section)) return <NotFoundPage />;
  return (
    <SettingsLayout title="Account" base="/account" sections={sections}>
      {section === "profile" && <ProfileSection />}
      {section === "security" && <SecuritySections />}
      {section === "devices" && (
        <>
          <DevicesSection />
          <OnlookersSection />
        </>
      )}
      {section === "data" && <LeavingSection />}
    </SettingsLayout>
  );
}
