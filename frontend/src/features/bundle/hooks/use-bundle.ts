import { useMutation, useQuery } from "@tanstack/react-query";

import { toastError } from "@/lib/toast-store";

import {
  createDownloadLink,
  fetchBundle,
  fetchBundles,
  fetchFile,
  fetchFileDiff,
} from "../api/bundle";

/** What is in a bundle never changes. */
const lasting = { staleTime: Infinity } as const;

/** Asked again for every bundle that a build makes. */
export function useBundles(projectId: string, builtId: string | null) {
  return useQuery({
    queryKey: ["artifacts", "of", projectId, builtId],
    queryFn: ({ signal }) => fetchBundles(projectId, signal),
  });
}

export function useBundle(id: string | null) {
  return useQuery({
    queryKey: ["artifacts", id],
    queryFn: ({ signal }) => fetchBundle(id ?? "", signal),
    enabled: id !== null,
  });
}

export function useFile(id: string, path: string) {
  return useQuery({
    queryKey: ["artifacts", id, "files", path],
    queryFn: ({ signal }) => fetchFile(id, path, signal),
    ...lasting,
  });
}

export function useFileDiff(id: string, path: string) {
  return useQuery({
    queryKey: ["artifacts", id, "files-diff", path],
    queryFn: ({ signal }) => fetchFileDiff(id, path, signal),
    ...lasting,
  });
}

export function useDownload(id: string) {
  return useMutation({
    mutationFn: () => createDownloadLink(id),
    onSuccess: ({ url }) => follow(url),
    onError: (error) => toastError(error.message),
  });
}

/** The answer is an attachment, so the page stays where it is. */
function follow(url: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = "";
  link.click();
}
