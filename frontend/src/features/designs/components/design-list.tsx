import { LayoutGrid } from "lucide-react";

import { Ago, Muted } from "@/components/list/cell";
import { EditableList } from "@/components/list/editable-list";
import { useRowEditing, type RowEditing } from "@/components/list/editing";
import { RowMenu } from "@/components/list/row-menu";
import { RowName } from "@/components/list/row-name";
import { Row } from "@/components/list/table";
import { Badge, StatusBadge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import type { ProjectSummary } from "@/lib/api/types";
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
  searchText: string;
  onClearSearch: () => void;
}

export function DesignList({ searchText, onClearSearch }: DesignListProps) {
  const list = useProjects(searchText);
  const editing = useRowEditing({ rename: useRenameProject(), remove: useDeleteProject() });

  return (
    <EditableList
      label="Designs"
      things="designs"
      thing="design"
      consequence="Its options, conversations and bundles go with it. This cannot be undone; files you have downloaded stay with you."
      {...{ list, columns, editing, searchText, onClearSearch }}
      empty={
        <EmptyState icon={<LayoutGrid />} title="No designs yet">
          Write one sentence above, or take a starting point. Options with a diagram, a monthly
          price and open questions appear at once.
        </EmptyState>
      }
    >
      {(project) => <DesignRow key={project.id} project={project} editing={editing} />}
    </EditableList>
  );
}

interface DesignRowProps {
  project: ProjectSummary;
  editing: RowEditing;
}

function DesignRow({ project, editing }: DesignRowProps) {
  const address = `/projects/${project.id}`;
  const cost = project.monthly_cost === null ? "Not priced yet" : formatMoney(project.monthly_cost);
  const findings = <Findings open={project.open_findings} />;
  const updated = <Ago at={project.updated_at} />;

  return (
    <Row
      name={
        <RowName row={project} to={address} field="Design name" editing={editing}>
          {project.example && <Badge>Example</Badge>}
          {project.running_run_id !== null && (
            <StatusBadge status="running" className="text-xs">
              Running
            </StatusBadge>
          )}
        </RowName>
      }
      detail={unlessItIsTheName(project.goal, project.name)}
      facts={[project.region === "" ? "No region yet" : project.region, cost, findings, updated]}
      cells={[
        { content: project.region === "" ? <Muted>Not chosen</Muted> : project.region },
        { content: project.monthly_cost === null ? <Muted>{cost}</Muted> : cost, align: "right" },
        { content: findings },
        { content: <Muted>{updated}</Muted> },
      ]}
      menu={<RowMenu row={project} to={address} editing={editing} />}
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
