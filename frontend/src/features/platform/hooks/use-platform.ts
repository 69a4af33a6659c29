import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";

import { useDeed } from "@/lib/use-deed";

import { cancelRun, readHealth, readOrganizations, readPeople, readRuns } from "../api/platform";

const LOOK_AGAIN_MS = 5_000;

export function useOrganizations(q: string) {
  return useInfiniteQuery({
    queryKey: ["platform", "organizations", q],
    queryFn: ({ pageParam, signal }) => readOrganizations({ q, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
}

export function usePeople(q: string) {
  return useInfiniteQuery({
    queryKey: ["platform", "people", q],
    queryFn: ({ pageParam, signal }) => readPeople({ q, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
}

export function useRuns() {
  return useQuery({
    queryKey: ["platform", "runs"],
    queryFn: ({ signal }) => readRuns(signal),
    refetchInterval: LOOK_AGAIN_MS,
  });
}

export function useCancelRun() {
  return useDeed(cancelRun, { refresh: ["platform", "runs"], said: "The run was told to stop" });
}

export function useHealth() {
  return useQuery({
    queryKey: ["platform", "health"],
    queryFn: ({ signal }) => readHealth(signal),
    refetchInterval: LOOK_AGAIN_MS,
  });
}
