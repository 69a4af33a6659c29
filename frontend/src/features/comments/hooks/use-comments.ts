import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { useDeed } from "@/lib/use-deed";

import {
  beginThread,
  listComments,
  markRead,
  removeComment,
  reply,
  reword,
  settle,
} from "../api/comments";

const key = (optionId: string) => ["comments", optionId] as const;

const OFTEN_MS = 10_000;

/** The discussions about an option; while somebody looks, what others write appears within seconds. */
export function useComments(optionId: string | null) {
  return useQuery({
    queryKey: key(optionId ?? ""),
    queryFn: ({ signal }) => listComments(optionId ?? "", signal),
    enabled: optionId !== null,
    refetchInterval: OFTEN_MS,
  });
}

export function useCommenting(optionId: string) {
  const refresh = key(optionId);
  const queries = useQueryClient();
  return {
    begin: useDeed(beginThread, { refresh, quiet: true }),
    reply: useDeed(reply, { refresh, quiet: true }),
    reword: useDeed(reword, { refresh, quiet: true }),
    settle: useDeed(settle, { refresh }),
    remove: useDeed(removeComment, { refresh }),
    markRead: useMutation({
      mutationFn: (ids: readonly string[]) => Promise.all(ids.map(markRead)),
      onSuccess: () => queries.invalidateQueries({ queryKey: refresh }),
    }),
  };
}

export type Commenting = ReturnType<typeof useCommenting>;
