import { keepPreviousData, useQuery } from "@tanstack/react-query";

import { fetchDifference, fetchDrawing, fetchRevision, fetchRevisions, type View } from "../api/diagram";

/** A revision never changes, so what was read once stays good. */
const FOREVER = { staleTime: Infinity } as const;

export function useDrawing(revisionId: string, view: View) {
  return useQuery({
    queryKey: ["revisions", revisionId, "drawing", view],
    queryFn: ({ signal }) => fetchDrawing(revisionId, view, signal),
    placeholderData: keepPreviousData,
    ...FOREVER,
  });
}

export function useRevision(revisionId: string | null) {
  return useQuery({
    queryKey: ["revisions", revisionId],
    queryFn: ({ signal }) => fetchRevision(revisionId ?? "", signal),
    enabled: revisionId !== null,
    ...FOREVER,
  });
}

export function useRevisions(optionId: string) {
  return useQuery({
    queryKey: ["options", optionId, "revisions"],
    queryFn: ({ signal }) => fetchRevisions(optionId, signal),
  });
}

export function useDifference(beforeId: string, afterId: string) {
  return useQuery({
    queryKey: ["revisions", afterId, "difference", beforeId],
    queryFn: ({ signal }) => fetchDifference(beforeId, afterId, signal),
    ...FOREVER,
  });
}
