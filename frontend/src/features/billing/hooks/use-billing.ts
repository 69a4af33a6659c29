import { useMutation, useQuery } from "@tanstack/react-query";

import { toastError } from "@/lib/toast-store";

import { checkOut, openPortal, readInvoices, readSubscription } from "../api/billing";
import { isPaying } from "../model/standing";
import type { Redirect } from "../model/wire";

const LOOK_AGAIN_MS = 2_000;

/** Looked at again after a payment, until the payment provider has told the server of it. */
export function useSubscription(paid: boolean) {
  return useQuery({
    queryKey: ["billing", "subscription"],
    queryFn: ({ signal }) => readSubscription(signal),
    refetchInterval: ({ state }) =>
      paid && state.data !== undefined && !isPaying(state.data) ? LOOK_AGAIN_MS : false,
  });
}

export function useInvoices() {
  return useQuery({
    queryKey: ["billing", "invoices"],
    queryFn: ({ signal }) => readInvoices(signal),
  });
}

/** Both lead to pages of the payment provider. */
export function useBillingDeeds() {
  const leave = ({ url }: Redirect) => window.location.assign(url);
  const onError = (error: Error) => toastError(error.message);
  return {
    checkOut: useMutation({ mutationFn: checkOut, onSuccess: leave, onError }),
    portal: useMutation({ mutationFn: openPortal, onSuccess: leave, onError }),
  };
}
