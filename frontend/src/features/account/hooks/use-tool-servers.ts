import { useQuery } from "@tanstack/react-query";

import { readToolServers } from "../api/account";

const LOOK_AGAIN_MS = 5_000;

/** How the tool servers are, looked at again while somebody watches. */
export function useToolServers() {
  return useQuery({
    queryKey: ["tool-servers"],
    queryFn: ({ signal }) => readToolServers(signal),
    refetchInterval: LOOK_AGAIN_MS,
  });
}
