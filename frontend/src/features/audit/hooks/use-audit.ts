import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";

import { readAudit } from "../api/audit";
import type { AuditFilters } from "../model/filters";

export function useAudit(filters: AuditFilters) {
  return useInfiniteQuery({
    queryKey: ["organization", "audit", filters],
    queryFn: ({ pageParam, signal }) => readAudit(filters, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
}
