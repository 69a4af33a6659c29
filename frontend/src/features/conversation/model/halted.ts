import type { BundleProgress } from "./activities";

type Stage = BundleProgress["stages"][number];
type File = BundleProgress["files"][number];

/** Those who compare by identity must get the same answer for the same build. */
const known = new WeakMap<BundleProgress, BundleProgress>();

/**
 * A build as it stands after its run has ended: whatever was at work was stopped, by a person or by a server
 * that went down, and the log says nothing more about it.
 */
export function halted(progress: BundleProgress): BundleProgress {
  if (progress.artifact_id !== null) return progress;
  const before = known.get(progress);
  if (before !== undefined) return before;
  const after = {
    ...progress,
    stages: progress.stages.map(haltedStage),
    files: progress.files.map(haltedFile),
  };
  known.set(progress, after);
  return after;
}

function haltedStage(stage: Stage): Stage {
  if (stage.status === "running") return { ...stage, status: "skipped", detail: "stopped" };
  if (stage.status === "waiting") return { ...stage, status: "skipped", detail: "not reached" };
  return stage;
}

function haltedFile(file: File): File {
  return file.status === "writing" ? { ...file, status: "queued" } : file;
}
