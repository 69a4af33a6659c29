import { CircleAlert, Hammer, PackageOpen } from "lucide-react";
import type { ReactNode } from "react";

import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";

import { useBundle, useBundles } from "../hooks/use-bundle";
import { interruption, isBuilding, type BundleProgress, type Interruption } from "../model/bundle";

import { BuiltBundle } from "./built-bundle";
import { LiveFiles } from "./live-files";
import { StageStrip } from "./stage-strip";

export interface BundlePanelProps {
  projectId: string;
  /** What would be built; null while the project has no option. */
  optionId: string | null;
  /** The bundle to show; null for the one being built, else the newest. */
  artifactId: string | null;
  /** The newest BUNDLE_PROGRESS of the conversation. */
  progress: BundleProgress | null;
  /** A plan that waits for approval, above everything else. */
  plan: ReactNode;
  onBuild: () => void;
  onSelectArtifact: (id: string) => void;
}

/** A bundle on its way, or a finished one with its files, checks and changes. */
export default function BundlePanel(props: BundlePanelProps) {
  const { artifactId, progress, plan } = props;
  const builtId = progress?.artifact_id ?? null;
  const live = artifactId === null && builtId === null ? progress : null;

  return (
    <div className="flex size-full min-h-0 flex-col overflow-y-auto">
      {plan !== null && <div className="shrink-0 border-b p-4">{plan}</div>}
      {live === null ? (
        <Shown {...props} builtId={builtId} />
      ) : (
        <LiveBuild {...props} progress={live} />
      )}
    </div>
  );
}

function LiveBuild(props: BundlePanelProps & { progress: BundleProgress }) {
  const { progress } = props;
  const end = interruption(progress);
  return (
    <>
      <StageStrip stages={progress.stages} />
      {end !== null && <NotBuilt {...props} {...end} />}
      <LiveFiles files={progress.files} going={end === null} />
    </>
  );
}

/** A build that came to nothing: why, what was kept, and the ways on. */
function NotBuilt({ headline, detail, ...props }: BundlePanelProps & Interruption) {
  const earlier = useBundles(props.projectId, null).data?.items[0];
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b bg-bad-surface px-4 py-2"
    >
      <CircleAlert aria-hidden="true" className="size-4 shrink-0 text-bad" />
      <p className="min-w-0 flex-1 basis-60">
        <strong className="font-medium">{headline}</strong> {detail} Nothing was packaged; the
        design is unchanged.
      </p>
      <div className="flex flex-wrap gap-2">
        {earlier !== undefined && (
          <Button size="small" onClick={() => props.onSelectArtifact(earlier.id)}>
            Show the bundle before
          </Button>
        )}
        <Button size="small" onClick={props.onBuild}>
          Build again
        </Button>
      </div>
    </div>
  );
}

function Shown({ builtId, ...props }: BundlePanelProps & { builtId: string | null }) {
  const bundles = useBundles(props.projectId, builtId);
  const id = props.artifactId ?? builtId ?? bundles.data?.items[0]?.id ?? null;
  return <Bundle {...props} id={id} bundles={bundles} />;
}

interface BundleProps extends BundlePanelProps {
  id: string | null;
  bundles: ReturnType<typeof useBundles>;
}

function Bundle({ id, bundles, optionId, progress, plan, ...deeds }: BundleProps) {
  const { onBuild, onSelectArtifact } = deeds;
  const bundle = useBundle(id);
  const failure = bundle.error ?? (id === null ? bundles.error : null);
  if (failure !== null) {
    return (
      <ErrorState
        title="The bundle could not be loaded."
        error={failure}
        onRetry={() => void (id === null ? bundles.refetch() : bundle.refetch())}
      />
    );
  }
  if (bundle.data !== undefined) {
    return (
      <BuiltBundle
        key={bundle.data.summary.id}
        detail={bundle.data}
        bundles={bundles.data?.items ?? []}
        busy={isBuilding(progress)}
        {...{ onBuild, onSelectArtifact }}
      />
    );
  }
  if (id !== null || bundles.isPending) return <Loading />;
  if (plan !== null) return <Planned />;
  return <NoBundle optionId={optionId} onBuild={onBuild} />;
}

function Loading() {
  return (
    <div role="status" aria-label="Loading the bundle" className="flex flex-1 flex-col gap-4 p-4">
      <Skeleton className="h-10" />
      <Skeleton className="h-64" />
    </div>
  );
}

function Planned() {
  return (
    <EmptyState icon={<PackageOpen />} title="No bundle yet">
      It is written, checked and packaged here as soon as the plan is approved.
    </EmptyState>
  );
}

function NoBundle({ optionId, onBuild }: { optionId: string | null; onBuild: () => void }) {
  return (
    <EmptyState
      icon={<PackageOpen />}
      title="No bundle yet"
      action={
        optionId !== null && (
          <Button
            variant="primary"
            icon={<Hammer aria-hidden="true" className="size-4" />}
            onClick={onBuild}
          >
            Build the bundle
          </Button>
        )
      }
    >
      {optionId === null
        ? "Choose an option on the Board first. Its bundle holds templates, Terraform, diagrams, documents and check reports."
        : "A bundle holds templates, Terraform, diagrams, documents and check reports of this design. It takes a few seconds."}
    </EmptyState>
  );
}
