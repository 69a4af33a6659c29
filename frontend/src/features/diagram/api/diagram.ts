import { api, unwrap } from "@/lib/api/typed-client";
import type { Schemas } from "@/lib/api/types";

export type Drawing = Schemas["Drawing"];
export type RevisionDetail = Schemas["RevisionDetail"];
export type RevisionSummary = Schemas["RevisionSummary"];
export type RevisionDiff = Schemas["RevisionDiff"];
export type View = Schemas["View"];
export type Direction = Schemas["Direction"];

export function fetchDrawing(
  revisionId: string,
  view: View,
  options: { direction: Direction; signal: AbortSignal },
): Promise<Drawing> {
  return unwrap(
    api.GET("/api/v1/revisions/{revision_id}/diagram", {
      params: {
        path: { revision_id: revisionId },
        query: { view, direction: options.direction },
      },
      signal: options.signal,
    }),
  );
}

export function fetchRevision(revisionId: string, signal: AbortSignal): Promise<RevisionDetail> {
  return unwrap(
    api.GET("/api/v1/revisions/{revision_id}", {
      params: { path: { revision_id: revisionId } },
      signal,
    }),
  );
}

/** Newest first. */
export function fetchHistory(optionId: string, signal: AbortSignal): Promise<RevisionSummary[]> {
  return unwrap(
    api.GET("/api/v1/options/{option_id}/revisions", {
      params: { path: { option_id: optionId } },
      signal,
    }),
  );
}

export function fetchDifference(
  beforeId: string,
  afterId: string,
  signal: AbortSignal,
): Promise<RevisionDiff> {
  return unwrap(
    api.GET("/api/v1/revisions/{before_id}/diff/{after_id}", {
      params: { path: { before_id: beforeId, after_id: afterId } },
      signal,
    }),
  );
}
