import type { Money } from "@/lib/api/types";

export interface ArtifactSummary {
  id: string;
  project_id: string;
  project_name: string;
  name: string;
  revision_number: number;
  created_at: string;
  bytes: number;
  status: "ready" | "failed";
  errors: number;
  warnings: number;
  monthly_cost: Money | null;
}

export interface DownloadLink {
  url: string;
  expires_at: string;
}

export function artifactAddress(artifact: ArtifactSummary): string {
  const search = new URLSearchParams({ tab: "bundle", artifact: artifact.id });
  return `/projects/${artifact.project_id}?${search.toString()}`;
}
