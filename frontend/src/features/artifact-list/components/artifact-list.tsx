import { Package } from "lucide-react";
import { Link } from "react-router";

import { EditableList } from "@/components/list/editable-list";
import { useRowEditing } from "@/components/list/editing";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

import { useArtifacts, useDeleteArtifact, useRenameArtifact } from "../hooks/use-artifacts";

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
  const editing = useRowEditing({ rename: useRenameArtifact(), remove: useDeleteArtifact() });

  return (
    <EditableList
      label="Artifacts"
      things="artifacts"
      thing="artifact"
      consequence="The bundle's files are deleted for good. The design stays, and the same bundle can be built from it again."
      {...{ list, columns, editing, searchText, onClearSearch }}
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
      {(artifact) => <ArtifactRow key={artifact.id} artifact={artifact} editing={editing} />}
    </EditableList>
  );
}
