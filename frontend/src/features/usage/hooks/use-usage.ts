import { keepPreviousData, useQuery } from "@tanstack/react-query";

import { useDeed } from "@/lib/use-deed";

import {
  askForMore,
  readQuotas,
  readQuotaWarning,
  readUsage,
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

/** Looked at again after each run: `runs` changes with them. */
export function useQuotaWarning(runs: number) {
  return useQuery({
    queryKey: ["quota-warning", runs],
    queryFn: ({ signal }) => readQuotaWarning(signal),
    placeholderData: keepPreviousData,
  });
}

export function useAskForMore() {
  return useDeed(askForMore, { said: "Your admins were told" });
}
