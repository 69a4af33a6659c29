import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { acceptInvitation, previewInvitation } from "../api/invitation";
import { forgetToken } from "../model/kept-token";

export function useInvitation(token: string | null) {
  return useQuery({
    queryKey: ["invitation", token],
    queryFn: () => previewInvitation(token ?? ""),
    enabled: token !== null,
    retry: false,
  });
}

/** Become a member, and work for the organisation from now on. */
export function useAccept(work: (organization: string) => Promise<unknown>, onDone: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (acceptance: Parameters<typeof acceptInvitation>[0]) => {
      const membership = await acceptInvitation(acceptance);
      await work(membership.organization_id);
    },
    onSuccess: () => {
      forgetToken();
      queries.clear();
      onDone();
    },
  });
}
