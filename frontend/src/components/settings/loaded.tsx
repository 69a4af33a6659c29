import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";

import { Card } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";

interface LoadedProps<Data> {
  query: UseQueryResult<Data>;
  /** Lower case, in the plural: "members". */
  things: string;
  children: (data: Data) => ReactNode;
}

/** What was asked for, or that it is on its way, or why it is not there. */
export function Loaded<Data>({ query, things, children }: LoadedProps<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) {
    return (
      <Card>
        <ErrorState
          title={`The ${things} could not be loaded.`}
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      </Card>
    );
  }
  return (
    <Card role="status" aria-label={`Loading ${things}`} className="flex flex-col gap-3 p-4">
      <Skeleton className="h-4 w-48" />
      <Skeleton className="h-4 w-72 max-w-full" />
      <Skeleton className="h-4 w-60 max-w-full" />
    </Card>
  );
}
