import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";

import { toastError } from "@/lib/toast-store";

import { readMe, signOut } from "../api/account";

export function useMe() {
  return useQuery({
    queryKey: ["me"],
    queryFn: ({ signal }) => readMe(signal),
    staleTime: 5 * 60_000,
  });
}

export function useSignOut() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: signOut,
    onSuccess: async () => {
      await navigate("/sign-in");
      queries.clear();
    },
    onError: (error) => toastError(`You are still signed in. ${error.message}`),
  });
}
