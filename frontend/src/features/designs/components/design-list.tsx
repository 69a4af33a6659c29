import { ExternalLink, LayoutGrid } from "lucide-react";
import { Link, useNavigate } from "react-router";

import { useRowEditing } from "@/components/list/editing";
import { ListSection } from "@/components/list/list-section";
import { RowMenu } from "@/components/list/row-menu";
import { Row, Table } from "@/components/list/table";
import { Badge, StatusBadge } from "@/components/ui/badge";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { MenuItem } from "@/components/ui/dropdown-menu";
import { EmptyState } from "@/components/ui/empty-state";
import { InlineRename } from "@/components/ui/inline-rename";
import type { ProjectSummary } from "@/lib/api/types";
import { formatAgo, formatDateTime } from "@/lib/format/date";
import { formatMoney } from "@/lib/format/money";

import { useDeleteProject, useProjects, useRenameProject } from "../hooks/use-projects";

const columns = [
  { label: "Name", width: "w-[40%]" },
  { label: "Region" },
  { label: "Monthly cost", align: "right" },
  { label: "Findings" },
  { label: "Updated" },
] as const;

interface DesignListProps {
  /** Ids of the designs in which a run is going on. */
  running: ReadonlySet<string>;
  searchText: string;
  onClearSearch: () => void;
}

export function DesignList({ running, searchText, onClearSearch }: DesignListProps) {
  const list = useProjects(searchText, { somethingRuns: running.size > 0 });
  const editing = useRowEditing<ProjectSummary>({
    rename: useRenameProject(),
    remove: useDeleteProject(),
  });

  return (
    <>
      <ListSection
        things="designs"
        list={list}
        searchText={searchText}
        onClearSearch={onClearSearch}
        empty={
          <EmptyState icon={<LayoutGrid />} title="No designs yet">
            Write one sentence above, or take a starting point. Options with a diagram, a monthly
            price and open questions appear at once.
          </EmptyState>
        }
      >
        {(projects) => (
          <Table label="Designs" columns={columns}>
            {projects.map((project) => (
              <DesignRow
                key={project.id}
                project={project}
                running={running.has(project.id)}
                editing={editing}
              />
            ))}
          </Table>
        )}
      </ListSection>
      <ConfirmDialog
        open={editing.deleting !== null}
        onOpenChange={editing.cancelDelete}
        title={`Delete “${editing.deleting?.name ?? ""}”?`}
        description="Its options, conversations and bundles go with it. This cannot be undone; files you have downloaded stay with you."
        confirmLabel="Delete design"
        pending={editing.deletePending}
        error={editing.deleteError}
        onConfirm={() => editing.confirmDelete(`“${editing.deleting?.name ?? ""}” was deleted`)}
      />
    </>
  );
}

interface DesignRowProps {
  project: ProjectSummary;
  running: boolean;
  editing: ReturnType<typeof useRowEditing<ProjectSummary>>;
}

function DesignRow({ project, running, editing }: DesignRowProps) {
  const navigate = useNavigate();
  const address = `/projects/${project.id}`;
  const cost = project.monthly_cost === null ? "Not priced yet" : formatMoney(project.monthly_cost);
  const findings = <Findings open={project.open_findings} />;
  const updated = (
    <time dateTime={project.updated_at} title={formatDateTime(project.updated_at)}>
      {formatAgo(project.updated_at)}
    </time>
  );

  return (
    <Row
      name={
        editing.renaming === project.id ? (
          <InlineRename
            label="Design name"
            value={project.name}
            pending={editing.renamePending}
            onSave={(name) => editing.saveName(project.id, name)}
            onCancel={editing.cancelRename}
          />
        ) : (
          <>
            <Link to={address} className="truncate hover:underline">
              {project.name}
            </Link>
            {project.example && <Badge>Example</Badge>}
            {running && (
              <StatusBadge status="running" className="text-xs">
                Running
              </StatusBadge>
            )}
          </>
        )
      }
      detail={unlessItIsTheName(project.goal, project.name)}
      facts={[project.region === "" ? "No region yet" : project.region, cost, findings, updated]}
      cells={[
        { content: project.region === "" ? <Muted>Not chosen</Muted> : project.region },
        { content: project.monthly_cost === null ? <Muted>{cost}</Muted> : cost, align: "right" },
        { content: findings },
        { content: <Muted>{updated}</Muted> },
      ]}
      menu={
        <RowMenu
          name={project.name}
          onRename={() => editing.startRename(project.id)}
          onDelete={() => editing.askDelete(project)}
        >
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

/** A name made from the sentence would only say it twice. */
function unlessItIsTheName(goal: string, name: string): string {
  return goal.startsWith(name.replace(/\s*…$/, "")) ? "" : goal;
}

function Findings({ open }: { open: number | null }) {
  if (open === null) return <Muted>Not reviewed yet</Muted>;
  if (open === 0) return <StatusBadge status="ok">None open</StatusBadge>;
  return <StatusBadge status="warn">{open} open</StatusBadge>;
}

function Muted({ children }: { children: React.ReactNode }) {
  return <span className="text-muted-foreground">{children}</span>;
}
