import type { ArtifactDetail, Place } from "../model/bundle";

import { FilePreview } from "./file-preview";
import { FileTree } from "./file-tree";

interface FilesTabProps {
  detail: ArtifactDetail;
  place: Place | null;
  onPlace: (place: Place | null) => void;
  narrow: boolean;
}

/** The tree beside the file, or one after the other where there is no room. */
export function FilesTab({ detail, place, onPlace, narrow }: FilesTabProps) {
  const file = detail.files.find((each) => each.path === place?.path);
  const showsTree = !narrow || file === undefined;
  return (
    <div className="flex h-full min-h-0">
      {showsTree && (
        <div
          className={
            narrow
              ? "min-w-0 flex-1 overflow-y-auto"
              : "w-64 shrink-0 overflow-y-auto border-r bg-card"
          }
        >
          <FileTree
            files={detail.files}
            openPath={file?.path ?? null}
            onOpen={(path) => onPlace({ path, line: null })}
          />
        </div>
      )}
      {file !== undefined && (
        <FilePreview
          artifactId={detail.summary.id}
          file={file}
          line={place?.line ?? null}
          onBack={narrow ? () => onPlace(null) : null}
        />
      )}
    </div>
  );
}
