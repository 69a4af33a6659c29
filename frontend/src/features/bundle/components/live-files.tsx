import { StatusBadge, type Status } from "@/components/ui/badge";
import { formatBytes } from "@/lib/format/number";

import type { BundleProgress } from "../model/bundle";

type FileStatus = BundleProgress["files"][number]["status"];

const looks: Record<FileStatus, { status: Status; word: string }> = {
  queued: { status: "waiting", word: "Not written yet" },
  writing: { status: "running", word: "Writing" },
  done: { status: "ok", word: "Written" },
  failed: { status: "bad", word: "Failed" },
};

/** The files of a build that is not packaged, as they are written. */
export function LiveFiles({ files, going }: { files: BundleProgress["files"]; going: boolean }) {
  const written = files.filter((file) => file.status === "done").length;
  return (
    <div
      role="region"
      aria-label="Files of this build"
      // A region that scrolls must be reachable by keyboard.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="min-h-64 flex-1 overflow-y-auto p-4 -outline-offset-2"
    >
      <p className="mb-2 text-muted-foreground tabular-nums">
        {files.length > 0 && `${written} of ${files.length} files written. `}
        {going
          ? "You can close this tab; the build goes on."
          : "They were not checked and cannot be opened; the next build writes them again."}
      </p>
      <ul className="flex flex-col gap-1">
        {files.map((file) => (
          <li key={file.path} className="flex items-baseline justify-between gap-3">
            <code className="min-w-0 font-mono text-xs wrap-anywhere">{file.path}</code>
            <span className="flex shrink-0 items-center gap-3 text-xs text-muted-foreground tabular-nums">
              {file.bytes > 0 && formatBytes(file.bytes)}
              <StatusBadge status={looks[file.status].status}>
                {looks[file.status].word}
              </StatusBadge>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
