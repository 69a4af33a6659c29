import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";

import { createProject, deleteProject, listProjects, renameProject } from "../api/projects";

const PAGE_SIZE = 50;
/** How often the list is asked again while something in it is running. */
const RUNNING_MS = 3000;

export function useProjects(q: string) {
  return useInfiniteQuery({
    queryKey: ["projects", "list", q],
    queryFn: ({ pageParam, signal }) =>
      listProjects({ q, cursor: pageParam, limit: PAGE_SIZE, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some((item) => item.running_run_id !== null))
        ? RUNNING_MS
        : false,
  });
}

/** A short list for the command palette. */
export function useRecentProjects(q: string) {
  return useQuery({
    queryKey: ["projects", "recent", q],
    queryFn: ({ signal }) => listProjects({ q, limit: 8, signal }),
    placeholderData: keepPreviousData,
  });
}

export function useCreateProject() {
  return useProjectMutation(createProject);
}

export function useRenameProject() {
  return useProjectMutation(({ id, name }: { id: string; name: string }) =>
    renameProject(id, name),
  );
}

export function useDeleteProject() {
  return useProjectMutation(deleteProject);
}

function useProjectMutation<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () => queries.invalidateQueries({ queryKey: ["projects"] }),
  });
}
