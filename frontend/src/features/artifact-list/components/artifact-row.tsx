import { Download } from "lucide-react";

import { Ago, DesignLink, Muted } from "@/components/list/cell";
import type { RowEditing } from "@/components/list/editing";
import { RowMenu } from "@/components/list/row-menu";
import { RowName } from "@/components/list/row-name";
import { Row } from "@/components/list/table";
import { StatusBadge } from "@/components/ui/badge";
import { MenuItem } from "@/components/ui/dropdown-menu";
import { formatMoney } from "@/lib/format/money";
import { countOf, formatBytes } from "@/lib/format/number";

import { useDownloadArtifact } from "../hooks/use-artifacts";
import { artifactAddress, type ArtifactSummary } from "../model/artifact";

interface ArtifactRowProps {
  artifact: ArtifactSummary;
  editing: RowEditing;
}

export function ArtifactRow({ artifact, editing }: ArtifactRowProps) {
  const download = useDownloadArtifact();
  const address = artifactAddress(artifact);
  const cost = artifact.monthly_cost === null ? "Not priced" : formatMoney(artifact.monthly_cost);
  const checks = <Checks artifact={artifact} />;
  const made = <Ago at={artifact.created_at} />;

  return (
    <Row
      name={<RowName row={artifact} to={address} field="Artifact name" editing={editing} />}
      detail={`Version ${String(artifact.revision_number)}`}
      facts={[artifact.project_name, checks, cost, formatBytes(artifact.bytes), made]}
      cells={[
        { content: <DesignLink id={artifact.project_id} name={artifact.project_name} /> },
        { content: checks },
        { content: cost, align: "right" },
        { content: formatBytes(artifact.bytes), align: "right" },
        { content: <Muted>{made}</Muted> },
      ]}
      menu={
        <RowMenu row={artifact} to={address} editing={editing}>
          <MenuItem
            icon={<Download aria-hidden="true" />}
            disabled={artifact.status !== "ready"}
            onSelect={() => download.mutate(artifact.id)}
          >
            Download
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
