import { lazy, Suspense } from "react";
import { useParams } from "react-router";

import { SettingsLayout } from "@/components/settings/settings-layout";
import { Capable } from "@/features/account/components/capable";
import { PlatformFrame } from "@/features/platform/components/platform-frame";
import { usePageTitle } from "@/lib/page-title";
import { NotFoundPage } from "@/pages/not-found/not-found-page";

const sections = [
  {
    id: "organizations",
    label: "Organisations",
    Shown: lazy(() => import("@/features/platform/components/organizations-section")),
  },
  {
    id: "people",
    label: "People",
    Shown: lazy(() => import("@/features/platform/components/people-section")),
  },
  {
    id: "runs",
    label: "Running now",
    Shown: lazy(() => import("@/features/platform/components/runs-section")),
  },
  {
    id: "health",
    label: "Health",
    Shown: lazy(() => import("@/features/platform/components/health-section")),
  },
  {
    id: "performance",
    label: "Errors and latency",
    Shown: lazy(() => import("@/features/platform/components/performance-section")),
  },
  {
    id: "trail",
    label: "Audit trail",
    Shown: lazy(() => import("@/features/platform/components/trail-section")),
  },
  {
    id: "impersonations",
    label: "Impersonations",
    Shown: lazy(() => import("@/features/platform/components/impersonations-section")),
  },
];

export function PlatformPage() {
  return (
    <Capable of={["operator"]} otherwise={<NotFoundPage />}>
      {() => <Platform />}
    </Capable>
  );
}

function Platform() {
  const { section } = useParams();
  const shown = sections.find(({ id }) => id === section);
  usePageTitle(shown === undefined ? "Platform" : `${shown.label} · Platform`);
  if (shown === undefined) return <NotFoundPage />;
  return (
    <PlatformFrame>
      <SettingsLayout title="Platform" base="/platform" sections={sections}>
        <Suspense fallback={null}>
          <shown.Shown key={shown.id} />
        </Suspense>
      </SettingsLayout>
    </PlatformFrame>
  );
}
