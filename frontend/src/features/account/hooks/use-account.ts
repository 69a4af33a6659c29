import { useMutation, useQuery } from "@tanstack/react-query";

import { readMe, signOut } from "../api/account";

export function useMe() {
  return useQuery({
    queryKey: ["me"],
    queryFn: ({ signal }) => readMe(signal),
    staleTime: 5 * 60_000,
  });
}

export function useSignOut() {
  return useMutation({
    mutationFn: signOut,
    // A full load drops every cached answer of the person who has left.
    onSuccess: () => location.assign("/sign-in"),
  });
}
