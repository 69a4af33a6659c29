import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";

import { toastError } from "@/lib/toast-store";

import {
  createDownloadLink,
  deleteArtifact,
  listArtifacts,
  renameArtifact,
} from "../api/artifacts";

const PAGE_SIZE = 50;

export function useArtifacts(q: string) {
  return useInfiniteQuery({
    queryKey: ["artifacts", "list", q],
    queryFn: ({ pageParam, signal }) =>
      listArtifacts({ q, cursor: pageParam, limit: PAGE_SIZE, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    placeholderData: keepPreviousData,
  });
}

export function useRenameArtifact() {
  return useArtifactMutation(({ id, name }: { id: string; name: string }) =>
    renameArtifact(id, name),
  );
}

export function useDeleteArtifact() {
  return useArtifactMutation(deleteArtifact);
}

/** Asks for a signed link and follows it; the browser saves the file under the server's name for it. */
export function useDownloadArtifact() {
  return useMutation({
    mutationFn: createDownloadLink,
    onSuccess: ({ url }) => saveFrom(url),
    onError: (error) => toastError(`The bundle was not downloaded. ${error.message}`),
  });
}

function saveFrom(url: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = "";
  document.body.append(link);
  link.click();
  link.remove();
}

function useArtifactMutation<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () => queries.invalidateQueries({ queryKey: ["artifacts"] }),
  });
}
