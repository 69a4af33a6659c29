import { ChevronDown, Download, Hammer } from "lucide-react";

import { Button } from "@/components/ui/button";
import { DropdownMenu, MenuChoices } from "@/components/ui/dropdown-menu";
import { formatAgo } from "@/lib/format/date";
import { formatMonthly } from "@/lib/format/money";
import { formatBytes } from "@/lib/format/number";

import { useDownload } from "../hooks/use-bundle";
import { obstacle, type ArtifactDetail, type ArtifactSummary } from "../model/bundle";

interface BundleHeaderProps {
  detail: ArtifactDetail;
  bundles: readonly ArtifactSummary[];
  busy: boolean;
  onBuild: () => void;
  onSelectArtifact: (id: string) => void;
  /** Shows what the checks found. */
  onChecks: () => void;
}

export function BundleHeader({ detail, bundles, busy, ...deeds }: BundleHeaderProps) {
  const { summary } = detail;
  return (
    <header className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b bg-card px-4 py-2">
      <div className="min-w-0 flex-1 basis-48">
        <h2 className="truncate text-sm font-semibold" title={summary.name}>
          {summary.name}
        </h2>
        <p className="text-xs text-muted-foreground tabular-nums">
          Revision {summary.revision_number} · {formatMonthly(summary.monthly_cost)} ·{" "}
          {formatBytes(summary.bytes)} ·{" "}
          <time dateTime={summary.created_at}>{formatAgo(summary.created_at)}</time>
        </p>
      </div>
      <Earlier current={summary} bundles={bundles} onSelect={deeds.onSelectArtifact} />
      <div className="flex flex-wrap items-center gap-2">
        <Button
          icon={<Hammer aria-hidden="true" className="size-4" />}
          onClick={deeds.onBuild}
          disabled={busy}
        >
          Build again
        </Button>
        <DownloadButton detail={detail} onChecks={deeds.onChecks} />
      </div>
    </header>
  );
}

interface EarlierProps {
  current: ArtifactSummary;
  bundles: readonly ArtifactSummary[];
  onSelect: (id: string) => void;
}

function Earlier({ current, bundles, onSelect }: EarlierProps) {
  if (bundles.length < 2) return null;
  return (
    <DropdownMenu
      trigger={
        <Button variant="ghost">
          {bundles.length} bundles
          <ChevronDown aria-hidden="true" className="size-4" />
        </Button>
      }
    >
      <MenuChoices
        label="Bundles of this project, newest first"
        value={current.id}
        onValueChange={onSelect}
        choices={bundles.map((each) => ({
          value: each.id,
          label: `${each.name}, revision ${each.revision_number}, ${formatAgo(each.created_at)}${each.status === "failed" ? ", not packaged" : ""}`,
        }))}
      />
    </DropdownMenu>
  );
}

function DownloadButton({ detail, onChecks }: Pick<BundleHeaderProps, "detail" | "onChecks">) {
  const download = useDownload(detail.summary.id);
  const reason = obstacle(detail);
  return (
    <>
      <Button
        variant="primary"
        icon={<Download aria-hidden="true" className="size-4" />}
        disabled={reason !== null}
        aria-describedby={reason === null ? undefined : "why-no-download"}
        pending={download.isPending}
        onClick={() => download.mutate()}
      >
        Download
      </Button>
      {reason !== null && (
        <p className="w-full text-xs text-bad">
          <span id="why-no-download">
            {reason} The files can be read here, but they are not validated.
          </span>{" "}
          <button
            type="button"
            onClick={onChecks}
            className="min-h-6 rounded text-primary underline underline-offset-2"
          >
            Show what was found
          </button>
        </p>
      )}
    </>
  );
}
