import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";

import { deleteConversation, listConversations, renameConversation } from "../api/conversations";

const PAGE_SIZE = 50;
/** How often the list is asked again while something in it is running. */
const RUNNING_MS = 3000;

export function useConversations(q: string) {
  return useInfiniteQuery({
    queryKey: ["conversations", "list", q],
    queryFn: ({ pageParam, signal }) =>
      listConversations({ q, cursor: pageParam, limit: PAGE_SIZE, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some((item) => item.open_run))
        ? RUNNING_MS
        : false,
  });
}

export function useRenameConversation() {
  return useConversationMutation(({ id, name }: { id: string; name: string }) =>
    renameConversation(id, name),
  );
}

export function useDeleteConversation() {
  return useConversationMutation(deleteConversation);
}

function useConversationMutation<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () => queries.invalidateQueries({ queryKey: ["conversations"] }),
  });
}
