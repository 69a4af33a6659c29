import { api, unwrap } from "@/lib/api/typed-client";
import type { Schemas } from "@/lib/api/types";

export type View = Schemas["View"];

export function fetchDrawing(revisionId: string, view: View, signal: AbortSignal) {
  return unwrap(
    api.GET("/api/v1/revisions/{revision_id}/diagram", {
      params: { path: { revision_id: revisionId }, query: { view } },
      signal,
    }),
  );
}

export function fetchRevision(revisionId: string, signal: AbortSignal) {
  return unwrap(
    api.GET("/api/v1/revisions/{revision_id}", {
      params: { path: { revision_id: revisionId } },
      signal,
    }),
  );
}

export function fetchRevisions(optionId: string, signal: AbortSignal) {
  return unwrap(
    api.GET("/api/v1/options/{option_id}/revisions", {
      params: { path: { option_id: optionId } },
      signal,
    }),
  );
}

export function fetchDifference(beforeId: string, afterId: string, signal: AbortSignal) {
  return unwrap(
    api.GET("/api/v1/revisions/{before_id}/diff/{after_id}", {
      params: { path: { before_id: beforeId, after_id: afterId } },
      signal,
    }),
  );
}
