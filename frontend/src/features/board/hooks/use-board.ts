import { useMutation, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useMemo } from "react";

import { ApiError } from "@/lib/api/envelope";
import { toast, toastError } from "@/lib/toast-store";

import {
  changeOption,
  chooseOption,
  editBrief,
  fetchBrief,
  fetchOptions,
  fetchProject,
  fetchRevision,
  fetchRevisions,
  forkOption,
  type BriefEdit,
  type OptionCard,
} from "../api/board";
import { withCard } from "../model/cards";
import { revisionAt } from "../model/revision-at";

const optionsKey = (projectId: string) => ["projects", projectId, "options"] as const;
const briefKey = (projectId: string) => ["projects", projectId, "brief"] as const;

export function useProject(projectId: string) {
  return useQuery({
    queryKey: ["projects", projectId],
    queryFn: ({ signal }) => fetchProject(projectId, signal),
  });
}

export function useOptions(projectId: string) {
  return useQuery({
    queryKey: optionsKey(projectId),
    queryFn: ({ signal }) => fetchOptions(projectId, signal),
  });
}

export function useBrief(projectId: string) {
  return useQuery({
    queryKey: briefKey(projectId),
    queryFn: ({ signal }) => fetchBrief(projectId, signal),
  });
}

const noFacts: readonly { id: string; quote: string }[] = [];

/** The requirements with the words they came from; the same list as long as the brief is the same. */
export function useFacts(projectId: string) {
  const { data } = useBrief(projectId);
  const requirements = data?.requirements;
  return useMemo(
    () =>
      requirements?.filter((each) => each.quote !== "").map(({ id, quote }) => ({ id, quote })) ??
      noFacts,
    [requirements],
  );
}

const noTitles: ReadonlyMap<string, string> = new Map();

/** The names on the drawing by element id, for words about a design. */
export function useTitles(revisionId: string | null): ReadonlyMap<string, string> {
  const revision = useQuery({
    queryKey: ["revisions", revisionId, "titles"],
    queryFn: async ({ signal }) => {
      const { architecture } = await fetchRevision(revisionId ?? "", signal);
      return new Map(architecture.components.map((each) => [each.id, each.title]));
    },
    enabled: revisionId !== null,
    staleTime: Infinity,
  });
  return revision.data ?? noTitles;
}

/** Pins, discards or renames an option. */
export function useChangeOption(projectId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...change }: { id: string } & Parameters<typeof changeOption>[1]) =>
      changeOption(id, change),
    onSuccess: (card) => putCard(queries, card),
    onError: (error) => toastError(error.message),
    onSettled: () => queries.invalidateQueries({ queryKey: optionsKey(projectId) }),
  });
}

/** Adds an option that begins as this one stands. */
export function useForkOption(projectId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => forkOption(id, null),
    onSuccess: (card) => {
      putCard(queries, card);
      toast(`“${card.name}” stands on the board.`);
    },
    onError: (error) => toastError(error.message),
    onSettled: () => queries.invalidateQueries({ queryKey: optionsKey(projectId) }),
  });
}

/** Makes the design as it stood at a moment an option of its own, and the one that is worked on. */
export function useForkDesign(projectId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ optionId, at, always }: ForkDesign) => {
      const then = revisionAt(await fetchRevisions(optionId), at);
      if ((then === null || then.newest) && !always) return null;
      const card = await forkOption(optionId, then?.id ?? null);
      return chooseOption(card.id);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["projects", projectId] }),
  });
}

/** Makes an option the one that is worked on; null when it is not there any more. */
export function useChooseOption(projectId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      chooseOption(id).catch((error: unknown) => {
        if (error instanceof ApiError && error.status === 404) return null;
        throw error;
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["projects", projectId] }),
  });
}

export interface ForkDesign {
  optionId: string;
  /** The moment, or null for now. */
  at: string | null;
  /** Also when nothing has changed since. */
  always: boolean;
}

/** Corrects the brief; the options are evaluated again in place. */
export function useEditBrief(projectId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ base, edits }: { base: number; edits: BriefEdit[] }) =>
      editBrief(projectId, base, edits),
    onSuccess: ({ brief, options }) => {
      queries.setQueryData(briefKey(projectId), brief);
      queries.setQueryData(optionsKey(projectId), options);
      void queries.invalidateQueries({ queryKey: ["revisions"] });
    },
    onError: () => queries.invalidateQueries({ queryKey: briefKey(projectId) }),
  });
}

/** A card that came over the socket stands on the board at once. */
export function putCard(queries: QueryClient, card: OptionCard): void {
  queries.setQueryData<OptionCard[]>(optionsKey(card.project_id), (cards) =>
    withCard(cards ?? [], card),
  );
}

export function refreshBoard(queries: QueryClient, projectId: string): void {
  void queries.invalidateQueries({ queryKey: optionsKey(projectId) });
  void queries.invalidateQueries({ queryKey: briefKey(projectId) });
}
