import { useQuery } from "@tanstack/react-query";

import { useDeed } from "@/lib/use-deed";

import { listShareLinks, makeShareLink, revokeShareLink } from "../api/sharing";

const key = (projectId: string) => ["share-links", projectId] as const;

export function useShareLinks(projectId: string) {
  return useQuery({
    queryKey: key(projectId),
    queryFn: ({ signal }) => listShareLinks(projectId, signal),
  });
}

export function useMakeShareLink(projectId: string) {
  return useDeed(makeShareLink, { refresh: key(projectId), quiet: true });
}

export function useRevokeShareLink(projectId: string) {
  return useDeed(revokeShareLink, {
    refresh: key(projectId),
    said: "The link opens nothing any more.",
  });
}
