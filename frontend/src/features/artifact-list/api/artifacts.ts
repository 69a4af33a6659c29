import { read, send } from "@/lib/api/client";
import type { Page } from "@/lib/api/types";

import type { ArtifactSummary, DownloadLink } from "../model/artifact";

interface ListArtifacts {
  q: string;
  cursor: string | null;
  limit: number;
  signal: AbortSignal;
}

export function listArtifacts({ q, cursor, limit, signal }: ListArtifacts) {
  return read<Page<ArtifactSummary>>("/artifacts", { query: { q, cursor, limit }, signal });
}

export function renameArtifact(id: string, name: string) {
  return send("PATCH", `/artifacts/${id}`, { body: { name } });
}

export function deleteArtifact(id: string) {
  return send("DELETE", `/artifacts/${id}`);
}

export function createDownloadLink(id: string) {
  return send<DownloadLink>("POST", `/artifacts/${id}/download-link`);
}
