import { useMutation, useQuery } from "@tanstack/react-query";

import { toastError } from "@/lib/toast-store";

import { checkOut, openPortal, readInvoices, readSubscription } from "../api/billing";
import type { Redirect } from "../model/wire";

export function useSubscription() {
  return useQuery({
    queryKey: ["billing", "subscription"],
    queryFn: ({ signal }) => readSubscription(signal),
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
