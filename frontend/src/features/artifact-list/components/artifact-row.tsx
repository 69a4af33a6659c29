import { Download, ExternalLink } from "lucide-react";
import { Link, useNavigate } from "react-router";

import type { useRowEditing } from "@/components/list/editing";
import { RowMenu } from "@/components/list/row-menu";
import { Row } from "@/components/list/table";
import { StatusBadge } from "@/components/ui/badge";
import { MenuItem } from "@/components/ui/dropdown-menu";
import { InlineRename } from "@/components/ui/inline-rename";
import { formatAgo, formatDateTime } from "@/lib/format/date";
import { formatMoney } from "@/lib/format/money";
import { countOf, formatBytes } from "@/lib/format/number";

import { useDownloadArtifact } from "../hooks/use-artifacts";
import { artifactAddress, type ArtifactSummary } from "../model/artifact";

interface ArtifactRowProps {
  artifact: ArtifactSummary;
  editing: ReturnType<typeof useRowEditing<ArtifactSummary>>;
}

export function ArtifactRow({ artifact, editing }: ArtifactRowProps) {
  const navigate = useNavigate();
  const download = useDownloadArtifact();
  const address = artifactAddress(artifact);
  const cost = artifact.monthly_cost === null ? "Not priced" : formatMoney(artifact.monthly_cost);
  const checks = <Checks artifact={artifact} />;
  const made = (
    <time dateTime={artifact.created_at} title={formatDateTime(artifact.created_at)}>
      {formatAgo(artifact.created_at)}
    </time>
  );

  return (
    <Row
      name={
        editing.renaming === artifact.id ? (
          <InlineRename
            label="Artifact name"
            value={artifact.name}
            pending={editing.renamePending}
            onSave={(name) => editing.saveName(artifact.id, name)}
            onCancel={editing.cancelRename}
          />
        ) : (
          <Link to={address} className="truncate hover:underline">
            {artifact.name}
          </Link>
        )
      }
      detail={`Version ${String(artifact.revision_number)}`}
      facts={[artifact.project_name, checks, cost, formatBytes(artifact.bytes), made]}
      cells={[
        {
          content: (
            <Link
              to={`/projects/${artifact.project_id}`}
              className="block truncate text-muted-foreground hover:text-foreground hover:underline"
            >
              {artifact.project_name}
            </Link>
          ),
        },
        { content: checks },
        { content: cost, align: "right" },
        { content: formatBytes(artifact.bytes), align: "right" },
        { content: <span className="text-muted-foreground">{made}</span> },
      ]}
      menu={
        <RowMenu
          name={artifact.name}
          onRename={() => editing.startRename(artifact.id)}
          onDelete={() => editing.askDelete(artifact)}
        >
          <MenuItem
            icon={<Download aria-hidden="true" />}
            disabled={artifact.status !== "ready"}
            onSelect={() => download.mutate(artifact.id)}
          >
            Download
          </MenuItem>
          <MenuItem
            icon={<ExternalLink aria-hidden="true" />}
            onSelect={() => void navigate(address)}
          >
            Open
          </MenuItem>
        </RowMenu>
      }
    />
  );
}

function Checks({ artifact }: { artifact: ArtifactSummary }) {
  if (artifact.status === "failed") return <StatusBadge status="bad">Not finished</StatusBadge>;
  if (artifact.errors > 0) {
    return <StatusBadge status="bad">{countOf(artifact.errors, "error")}</StatusBadge>;
  }
  if (artifact.warnings > 0) {
    return <StatusBadge status="warn">{countOf(artifact.warnings, "warning")}</StatusBadge>;
  }
  return <StatusBadge status="ok">All passed</StatusBadge>;
}
