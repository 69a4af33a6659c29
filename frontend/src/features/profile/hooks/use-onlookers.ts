import { useQuery } from "@tanstack/react-query";

import { readOnlookers } from "../api/onlookers";

export function useOnlookers() {
  return useQuery({
    queryKey: ["account", "onlookers"],
    queryFn: ({ signal }) => readOnlookers(signal),
  });
}
