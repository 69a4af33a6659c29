import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";

import { toastError } from "@/lib/toast-store";

import { switchOrganization } from "../api/switch-organization";

/** Another organisation: nothing that was read of the last one stays. */
export function useSwitchOrganization() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: switchOrganization,
    onSuccess: async () => {
      await navigate("/designs");
      await queries.resetQueries();
    },
    onError: (error) => toastError(`The organisation is still the same. ${error.message}`),
  });
}
