import { useMutation, useQueryClient, type QueryKey } from "@tanstack/react-query";

import { toast, toastError } from "@/lib/toast-store";

interface Aftermath {
  /** What is read again afterwards; an empty key is everything. */
  refresh?: QueryKey;
  /** Said when it worked. */
  said?: string;
  /** The form shows the refusal itself, so no toast repeats it. */
  quiet?: true;
}

/** A change on the server: what depends on it is read again, and a failure is said. */
export function useDeed<Input, Output>(
  deed: (input: Input) => Promise<Output>,
  { refresh, said, quiet }: Aftermath,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: deed,
    onSuccess: async () => {
      if (said !== undefined) toast(said);
      if (refresh !== undefined) await queries.invalidateQueries({ queryKey: refresh });
    },
    onError: (error) => {
      if (quiet === undefined) toastError(error.message);
    },
  });
}
