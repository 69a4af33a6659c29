import { keepPreviousData, useQuery } from "@tanstack/react-query";

import { useDeed } from "@/lib/use-deed";

import {
  askForMore,
  readLimits,
  readPeople,
  readQuotas,
  readQuotaWarning,
  readUsage,
  removeLimit,
  setLimit,
  type NextMessage,
  type UsageQuestion,
} from "../api/usage";

export function useUsage(question: UsageQuestion) {
  return useQuery({
    queryKey: ["organization", "usage", question],
    queryFn: ({ signal }) => readUsage(question, signal),
    placeholderData: keepPreviousData,
  });
}

export function useQuotas() {
  return useQuery({
    queryKey: ["organization", "quotas"],
    queryFn: ({ signal }) => readQuotas(signal),
  });
}

/** Looked at again whenever a run has ended or a message was refused: `moment` changes with them. */
export function useQuotaWarning(next: NextMessage, moment: string) {
  return useQuery({
    queryKey: ["quota-warning", next, moment],
    queryFn: ({ signal }) => readQuotaWarning(next, signal),
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: true,
  });
}

export function useAskForMore() {
  return useDeed(askForMore, { said: "Your admins are told" });
}

export function useLimits() {
  return useQuery({ queryKey, queryFn: ({ signal }) => readLimits(signal) });
}

export function usePeople() {
  return useQuery({
    queryKey: ["organization", "members"],
    queryFn: ({ signal }) => readPeople(signal),
  });
}

const queryKey = ["organization", "limits"];

export function useLimitDeeds() {
  return {
    set: useDeed(setLimit, { refresh: ["organization"], said: "The limit is set", quiet: true }),
    remove: useDeed(removeLimit, { refresh: ["organization"], said: "The limit is gone" }),
  };
}
