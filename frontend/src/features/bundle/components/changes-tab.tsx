import { ChevronDown, ChevronRight, GitCompare } from "lucide-react";
import { useState } from "react";

import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";

import { useFileDiff } from "../hooks/use-bundle";
import type { ArtifactDetail } from "../model/bundle";

import { ComponentChanges } from "./component-changes";
import { UnifiedDiff } from "./unified-diff";

/** What this bundle does differently than the one before: by component, then by file. */
export function ChangesTab({ detail }: { detail: ArtifactDetail }) {
  const { previous_artifact_id: previous, files, components } = detail.changes;
  const changed = [
    ...files.added.map((path) => ({ path, word: "New" })),
    ...files.changed.map((path) => ({ path, word: "Changed" })),
    ...files.removed.map((path) => ({ path, word: "Removed" })),
  ].toSorted((one, other) => one.path.localeCompare(other.path));

  if (previous === null) {
    return (
      <EmptyState icon={<GitCompare />} title="The first bundle of this project">
        Change the design and build again: the next bundle shows here what became different.
      </EmptyState>
    );
  }
  if (changed.length === 0) {
    return (
      <EmptyState icon={<GitCompare />} title="Nothing changed">
        Every file is the same, byte by byte, as in the bundle before.
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-4 p-4">
      {components !== null && <ComponentChanges difference={components} />}
      <section aria-label="Changed files" className="rounded-lg border bg-card">
        <h3 className="border-b px-4 py-2 font-medium">Files</h3>
        <ul className="divide-y">
          {changed.map(({ path, word }) => (
            <li key={path}>
              <FileChange artifactId={detail.summary.id} path={path} word={word} />
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

interface FileChangeProps {
  artifactId: string;
  path: string;
  word: string;
}

function FileChange({ artifactId, path, word }: FileChangeProps) {
  const [open, setOpen] = useState(false);
  const Icon = open ? ChevronDown : ChevronRight;
  return (
    <>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex min-h-10 w-full items-center gap-2 px-3 text-left -outline-offset-2 hover:bg-accent"
      >
        <Icon aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
        <code className="min-w-0 flex-1 font-mono text-xs wrap-anywhere">{path}</code>
        <Badge>{word}</Badge>
      </button>
      {open && <Difference artifactId={artifactId} path={path} />}
    </>
  );
}

function Difference({ artifactId, path }: Omit<FileChangeProps, "word">) {
  const difference = useFileDiff(artifactId, path);
  if (difference.isPending) return <Skeleton className="m-4 h-16" />;
  if (difference.isError) {
    return (
      <ErrorState
        title="The difference could not be loaded."
        error={difference.error}
        onRetry={() => void difference.refetch()}
      />
    );
  }
  return <UnifiedDiff path={path} unified={difference.data.unified} />;
}
