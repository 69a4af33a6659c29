import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";

import { useDeed } from "@/lib/use-deed";

import {
  beginLooking,
  cancelRun,
  disable,
  enable,
  readHealth,
  readImpersonations,
  readOrganization,
  readOrganizations,
  readPeople,
  readPerformance,
  readRuns,
  readTrail,
  resume,
  setPlan,
  suspend,
} from "../api/platform";
import type { TrailFilters } from "../model/trail";
import type { Window } from "../model/wire";

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

export function useOrganization(id: string) {
  return useQuery({
    queryKey: ["platform", "organization", id],
    queryFn: ({ signal }) => readOrganization(id, signal),
  });
}

export function useSuspend() {
  return useDeed(suspend, { refresh: ["platform"], said: "Suspended", quiet: true });
}

export function useResume() {
  return useDeed(resume, { refresh: ["platform"], said: "Resumed", quiet: true });
}

export function useSetPlan() {
  return useDeed(setPlan, { refresh: ["platform"], said: "The plan was set", quiet: true });
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

export function useDisable() {
  return useDeed(disable, {
    refresh: ["platform", "people"],
    said: "Disabled; every sign-in has ended",
    quiet: true,
  });
}

export function useEnable() {
  return useDeed(enable, { refresh: ["platform", "people"], said: "Enabled", quiet: true });
}

export function useRuns() {
  return useQuery({
    queryKey: ["platform", "runs"],
    queryFn: ({ signal }) => readRuns(signal),
    refetchInterval: LOOK_AGAIN_MS,
  });
}

export function useCancelRun() {
  return useDeed(cancelRun, {
    refresh: ["platform", "runs"],
    said: "The run was told to stop",
    quiet: true,
  });
}

export function useHealth() {
  return useQuery({
    queryKey: ["platform", "health"],
    queryFn: ({ signal }) => readHealth(signal),
    refetchInterval: LOOK_AGAIN_MS,
  });
}

export function usePerformance(window: Window) {
  return useQuery({
    queryKey: ["platform", "performance", window],
    queryFn: ({ signal }) => readPerformance(window, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 6 * LOOK_AGAIN_MS,
  });
}

export function useTrail(filters: TrailFilters) {
  return useInfiniteQuery({
    queryKey: ["platform", "trail", filters],
    queryFn: ({ pageParam, signal }) => readTrail(filters, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
}

export function useImpersonations() {
  return useQuery({
    queryKey: ["platform", "impersonations"],
    queryFn: ({ signal }) => readImpersonations(signal),
  });
}

export function useBeginLooking() {
  return useDeed(beginLooking, { quiet: true });
}
