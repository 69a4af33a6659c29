import { keepPreviousData, useQuery } from "@tanstack/react-query";

import {
  fetchDifference,
  fetchDrawing,
  fetchHistory,
  fetchRevision,
  type Direction,
  type View,
} from "../api/diagram";

/** A revision never changes; only a corrected brief, which invalidates "revisions", prices it anew. */
const lasting = { staleTime: Infinity } as const;

/** The drawing of a revision; the one before stays on screen until the next one is there. */
export function useDrawing(revisionId: string, view: View, direction: Direction | null) {
  return useQuery({
    queryKey: ["revisions", revisionId, "diagram", view, direction],
    queryFn: ({ signal }) =>
      fetchDrawing(revisionId, view, { direction: direction ?? "RIGHT", signal }),
    enabled: direction !== null,
    placeholderData: keepPreviousData,
    ...lasting,
  });
}

export function useRevision(revisionId: string) {
  return useQuery({
    queryKey: ["revisions", revisionId],
    queryFn: ({ signal }) => fetchRevision(revisionId, signal),
    placeholderData: keepPreviousData,
    ...lasting,
  });
}

/** The revisions of an option, newest first; asked again for every new revision. */
export function useHistory(optionId: string, newestId: string) {
  return useQuery({
    queryKey: ["revisions", "of", optionId, newestId],
    queryFn: ({ signal }) => fetchHistory(optionId, signal),
    placeholderData: keepPreviousData,
  });
}

/** Off while `beforeId` is null. */
export function useDifference(beforeId: string | null, afterId: string) {
  return useQuery({
    queryKey: ["revisions", beforeId, "diff", afterId],
    queryFn: ({ signal }) => fetchDifference(beforeId ?? "", afterId, signal),
    enabled: beforeId !== null,
    ...lasting,
  });
}
