import type { Money, Schemas } from "@/lib/api/types";

export type StageStatus = "waiting" | "running" | "passed" | "failed" | "skipped";

export interface Stage {
  id: string;
  title: string;
  status: StageStatus;
  detail: string;
}

interface FileProgress {
  path: string;
  status: "queued" | "writing" | "done" | "failed";
  bytes: number;
}

/** The state of a build while it goes on; each snapshot takes the place of the one before. */
export interface BundleProgress {
  artifact_id: string | null;
  stages: readonly Stage[];
  files: readonly FileProgress[];
}

export interface ArtifactSummary {
  id: string;
  name: string;
  option_id: string;
  revision_number: number;
  created_at: string;
  bytes: number;
  status: "ready" | "failed";
  errors: number;
  warnings: number;
  monthly_cost: Money;
}

export interface ListedFile {
  path: string;
  bytes: number;
  sha256: string;
  language: string;
  change: "added" | "changed" | "unchanged" | "removed";
}

/** One thing that a check says; line 0 is about the file as a whole. */
export interface Match {
  file: string;
  line: number;
  level: "error" | "warning" | "informational";
  rule: string;
  message: string;
}

export interface Check {
  id: string;
  title: string;
  tool: string;
  version: string;
  ran: boolean;
  proves: string;
  matches: readonly Match[];
}

export interface Changes {
  previous_artifact_id: string | null;
  files: { added: readonly string[]; changed: readonly string[]; removed: readonly string[] };
  components: Schemas["Diff"] | null;
}

export interface ArtifactDetail {
  summary: ArtifactSummary;
  files: readonly ListedFile[];
  checks: { checks: readonly Check[]; not_run: readonly string[] };
  stages: readonly Stage[];
  changes: Changes;
}

/** A file, and the line of it that something is about. */
export interface Place {
  path: string;
  line: number | null;
}

/** Whether a build is still going: a stage runs, or waits for one that did not fail. */
export function isBuilding(progress: BundleProgress | null): boolean {
  return progress?.artifact_id === null && interruption(progress) === null;
}

/** A build that ended without a bundle. */
export interface Interruption {
  headline: string;
  detail: string;
}

/** Why a build ended without a bundle, in sentences; null while it goes on. */
export function interruption({ stages }: BundleProgress): Interruption | null {
  const failed = stages.find((stage) => stage.status === "failed");
  if (failed !== undefined)
    return { headline: `${failed.title} failed.`, detail: failed.detail.replace(/[^.]$/, "$&.") };
  if (stages.some(({ status }) => status === "running" || status === "waiting")) return null;
  const at = stages.find((stage) => stage.status === "skipped");
  return at === undefined ? null : { headline: `Stopped at “${at.title}”.`, detail: "" };
}

/** Why the bundle cannot be downloaded, as a sentence; null when it can be. */
export function obstacle(detail: ArtifactDetail): string | null {
  const failed = detail.stages.find((stage) => stage.status === "failed");
  if (detail.summary.status === "ready") return null;
  if (failed !== undefined) return `Not packaged: ${failed.title} failed.`;
  return "Not packaged: a check found errors.";
}

/** README first, then the rest by name; nothing when the bundle has no readable file. */
export function firstPath(files: readonly ListedFile[]): string | null {
  const readable = files.filter((file) => file.change !== "removed");
  return (readable.find((file) => file.path === "README.md") ?? readable[0])?.path ?? null;
}

export function countLevel(check: Check, level: Match["level"]): number {
  return check.matches.filter((match) => match.level === level).length;
}
