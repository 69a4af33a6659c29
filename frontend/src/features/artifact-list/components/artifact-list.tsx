import { Package } from "lucide-react";
import { Link } from "react-router";

import { useRowEditing } from "@/components/list/editing";
import { ListSection } from "@/components/list/list-section";
import { Table } from "@/components/list/table";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { buttonClass } from "@/components/ui/button";

import { useArtifacts, useDeleteArtifact, useRenameArtifact } from "../hooks/use-artifacts";
import type { ArtifactSummary } from "../model/artifact";

import { ArtifactRow } from "./artifact-row";

const columns = [
  { label: "Bundle", width: "w-[26%]" },
  { label: "Design", width: "w-[20%]" },
  { label: "Checks" },
  { label: "Monthly cost", align: "right" },
  { label: "Size", align: "right" },
  { label: "Made" },
] as const;

interface ArtifactListProps {
  searchText: string;
  onClearSearch: () => void;
}

export function ArtifactList({ searchText, onClearSearch }: ArtifactListProps) {
  const list = useArtifacts(searchText);
  const editing = useRowEditing<ArtifactSummary>({
    rename: useRenameArtifact(),
    remove: useDeleteArtifact(),
  });

  return (
    <>
      <ListSection
        things="artifacts"
        list={list}
        searchText={searchText}
        onClearSearch={onClearSearch}
        empty={
          <EmptyState
            icon={<Package />}
            title="No artifacts yet"
            action={
              <Link to="/designs" className={buttonClass("secondary")}>
                Go to your designs
              </Link>
            }
          >
            “Build this” on an option makes a bundle: CloudFormation, Terraform, diagrams, documents
            and the report of every check.
          </EmptyState>
        }
      >
        {(artifacts) => (
          <Table label="Artifacts" columns={columns}>
            {artifacts.map((artifact) => (
              <ArtifactRow key={artifact.id} artifact={artifact} editing={editing} />
            ))}
          </Table>
        )}
      </ListSection>
      <ConfirmDialog
        open={editing.deleting !== null}
        onOpenChange={editing.cancelDelete}
        title={`Delete “${editing.deleting?.name ?? ""}”?`}
        description="The bundle's files are deleted for good. The design stays, and the same bundle can be built from it again."
        confirmLabel="Delete artifact"
        pending={editing.deletePending}
        error={editing.deleteError}
        onConfirm={() => editing.confirmDelete(`“${editing.deleting?.name ?? ""}” was deleted`)}
      />
    </>
  );
}
