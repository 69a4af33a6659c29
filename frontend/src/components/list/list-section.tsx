import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import type { ReactNode } from "react";

import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { Page } from "@/lib/api/types";

interface ListSectionProps<Item> {
  /** Plural, lower case: "designs". */
  things: string;
  list: UseInfiniteQueryResult<InfiniteData<Page<Item>>>;
  searchText: string;
  onClearSearch: () => void;
  /** What stands here when nothing was ever made. */
  empty: ReactNode;
  children: (items: Item[]) => ReactNode;
}

/** The states every list has: loading, failed, empty, nothing found, and the rows with "Show more". */
export function ListSection<Item>({
  things,
  list,
  searchText,
  onClearSearch,
  empty,
  children,
}: ListSectionProps<Item>) {
  if (list.isPending) return <LoadingRows things={things} />;
  if (list.isError && list.data === undefined) {
    return (
      <Card>
        <ErrorState
          title={`The ${things} could not be loaded.`}
          error={list.error}
          onRetry={() => void list.refetch()}
        />
      </Card>
    );
  }
  const items = list.data.pages.flatMap((page) => page.items);
  if (items.length === 0) {
    return (
      <Card>
        {searchText === "" ? (
          empty
        ) : (
          <EmptyState
            icon={<SearchX />}
            title={`No ${things} match “${searchText}”`}
            action={<Button onClick={onClearSearch}>Show all {things}</Button>}
          />
        )}
      </Card>
    );
  }
  return (
    <div className="flex flex-col gap-3">
      <Card className="overflow-hidden">{children(items)}</Card>
      {list.hasNextPage && (
        <Button
          className="self-center"
          pending={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          Show more
        </Button>
      )}
    </div>
  );
}

function LoadingRows({ things }: { things: string }) {
  return (
    <Card role="status" aria-label={`Loading ${things}`} className="divide-y">
      {[64, 48, 56, 40].map((width) => (
        <div key={width} className="flex h-16 items-center gap-6 px-4">
          <div className="flex flex-1 flex-col gap-2">
            <Skeleton className="h-3.5 w-48 max-w-full" />
            <Skeleton className="h-3 w-72 max-w-full" />
          </div>
          <Skeleton className="hidden h-3.5 w-20 md:block" />
          <Skeleton className="hidden h-3.5 w-24 md:block" />
        </div>
      ))}
    </Card>
  );
}
