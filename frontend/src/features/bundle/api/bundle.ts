import { read, readText, send } from "@/lib/api/client";
import type { Page } from "@/lib/api/types";

import type { ArtifactDetail, ArtifactSummary } from "../model/bundle";

/** The bundles of a project, newest first. */
export function fetchBundles(projectId: string, signal: AbortSignal) {
  return read<Page<ArtifactSummary>>("/artifacts", {
    query: { project_id: projectId, limit: 50 },
    signal,
  });
}

export function fetchBundle(id: string, signal: AbortSignal) {
  return read<ArtifactDetail>(`/artifacts/${id}`, { signal });
}

export function fetchFile(id: string, path: string, signal: AbortSignal): Promise<string> {
  return readText(`/artifacts/${id}/files/${encoded(path)}`, signal);
}

export function fetchFileDiff(id: string, path: string, signal: AbortSignal) {
  return read<{ path: string; unified: string }>(`/artifacts/${id}/files-diff/${encoded(path)}`, {
    signal,
  });
}

export function createDownloadLink(id: string) {
  return send<{ url: string; expires_at: string }>("POST", `/artifacts/${id}/download-link`);
}

/** Where a picture of the bundle is; the browser loads it itself. */
export function fileAddress(id: string, path: string): string {
  return `/api/v1/artifacts/${id}/files/${encoded(path)}`;
}

function encoded(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}
