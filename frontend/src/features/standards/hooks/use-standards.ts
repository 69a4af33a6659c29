import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import {
  fetchCatalog,
  fetchDesignName,
  fetchStandards,
  holdOption,
  readStandards,
  saveStandards,
  type Standards,
} from "../api/standards";

const key = (projectId: string) => ["projects", projectId, "standards"] as const;

export function useStandards(projectId: string) {
  return useQuery({
    queryKey: key(projectId),
    queryFn: ({ signal }) => fetchStandards(projectId, signal),
  });
}

export function useCatalog() {
  return useQuery({
    queryKey: ["catalog"],
    queryFn: ({ signal }) => fetchCatalog(signal),
    staleTime: Infinity,
  });
}

/** The name that the design's resources begin with; null until it is known. */
export function useDesignName(revisionId: string | null): string | null {
  const name = useQuery({
    queryKey: ["revisions", revisionId, "name"],
    queryFn: ({ signal }) => fetchDesignName(revisionId ?? "", signal),
    enabled: revisionId !== null,
    staleTime: Infinity,
  });
  return name.data ?? null;
}

/** Keeps the standards; the options that follow them stand on the board at once. */
export function useSaveStandards(projectId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (standards: Standards) => saveStandards(projectId, standards),
    onSuccess: ({ options }, standards) => {
      queries.setQueryData(key(projectId), standards);
      queries.setQueryData(["projects", projectId, "options"], options);
      void queries.invalidateQueries({ queryKey: ["projects"] });
      void queries.invalidateQueries({ queryKey: ["options"] });
    },
  });
}

/** Puts an option that did not follow under the standards; what was edited in it stays. */
export function useHoldOption(projectId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ option, standards }: { option: HeldOption; standards: Standards }) =>
      holdOption(option, standards),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ["projects", projectId] }),
        queries.invalidateQueries({ queryKey: ["options"] }),
      ]),
  });
}

type HeldOption = Parameters<typeof holdOption>[0];

export function useReadStandards() {
  return useMutation({ mutationFn: readStandards });
}
