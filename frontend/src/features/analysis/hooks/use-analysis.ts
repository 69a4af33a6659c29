import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { countOf } from "@/lib/format/number";
import { formatMoney } from "@/lib/format/money";
import { toast, toastError } from "@/lib/toast-store";

import {
  changeDesign,
  chooseOption,
  fetchAnalysis,
  fetchSpending,
  undoChange,
  type DesignChange,
} from "../api/analysis";

/** `stamp` changes with the designs and the brief; what was computed before stays until the new is there. */
export function useAnalysis(projectId: string, stamp: string, times: readonly string[]) {
  return useQuery({
    queryKey: ["projects", projectId, "analysis", stamp, ...times],
    queryFn: ({ signal }) => fetchAnalysis(projectId, times, signal),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
}

export function useSpending(projectId: string, stamp: string, usd: string | null) {
  return useQuery({
    queryKey: ["projects", projectId, "spending", stamp, usd],
    queryFn: ({ signal }) => fetchSpending(projectId, usd ?? "0", signal),
    enabled: usd !== null,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
}

/** Changes the design of an option by typed edits, says what that did, and offers to take it back. */
export function useChangeDesign(projectId: string) {
  const queries = useQueryClient();
  const refresh = () => {
    void queries.invalidateQueries({ queryKey: ["options"] });
    return queries.invalidateQueries({ queryKey: ["projects", projectId] });
  };
  const undo = useMutation({
    mutationFn: ({ optionId, base }: { optionId: string; base: number }) =>
      undoChange(optionId, base),
    onSuccess: () => toast("Taken back."),
    onError: (error) => toastError(error.message),
    onSettled: refresh,
  });
  return useMutation({
    mutationFn: (change: DesignChange) => changeDesign(change),
    onSuccess: ({ ripple, revision }, { optionId }) =>
      toast(changeSaid(ripple), {
        label: "Undo",
        run: () => undo.mutate({ optionId, base: revision.summary.number }),
      }),
    onError: (error) => toastError(error.message),
    onSettled: refresh,
  });
}

type Ripple = Awaited<ReturnType<typeof changeDesign>>["ripple"];

function changeSaid(ripple: Ripple): string {
  const { money_before: before, money_after: after, findings_closed: closed } = ripple;
  const money = `${formatMoney(before)} → ${formatMoney(after)} a month`;
  return `${money}, ${countOf(closed.length, "finding")} closed.`;
}

export function useChooseOption(projectId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (optionId: string) => chooseOption(optionId),
    onError: (error) => toastError(error.message),
    onSettled: () => queries.invalidateQueries({ queryKey: ["projects", projectId] }),
  });
}
