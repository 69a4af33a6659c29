import { Link2Off, Printer } from "lucide-react";
import { lazy, Suspense } from "react";
import { useLocation } from "react-router";

import { Badge } from "@/components/ui/badge";
import { IconButton } from "@/components/ui/icon-button";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { SharedDesign } from "@/features/shared/api/shared";
import { BriefPart } from "@/features/shared/components/brief-part";
import { DesignPart } from "@/features/shared/components/design-part";
import { useShared } from "@/features/shared/hooks/use-shared";
import { ApiError } from "@/lib/api/envelope";
import { usePageTitle } from "@/lib/page-title";

const SharedDiagram = lazy(async () => ({
  default: (await import("./shared-diagram")).SharedDiagram,
}));

/** A design that somebody shared, without a sign-in. The token is the fragment, which browsers send nobody. */
export function SharedPage() {
  const token = useLocation().hash.slice(1);
  const shared = useShared(token);
  usePageTitle(shared.data?.title ?? "Shared design");
  return (
    <div className="min-h-dvh bg-background print:bg-white">
      {/* Keeps search engines away where a page has no headers of its own. */}
      <meta name="robots" content="noindex, nofollow" />
      <meta name="referrer" content="no-referrer" />
      <main className="mx-auto max-w-5xl px-4 py-6 sm:px-8 sm:py-10 print:max-w-none print:p-0">
        {shared.data !== undefined ? (
          <Shown token={token} shared={shared.data} />
        ) : shared.isPending ? (
          <Loading />
        ) : shared.error instanceof ApiError && shared.error.status === 404 ? (
          <Nothing />
        ) : (
          <ErrorState
            title="The design could not be loaded."
            error={shared.error}
            onRetry={() => void shared.refetch()}
          />
        )}
      </main>
    </div>
  );
}

function Shown({ token, shared }: { token: string; shared: SharedDesign }) {
  return (
    <>
      <header className="mb-8 flex items-start gap-3 border-b pb-5">
        <div className="min-w-0 flex-1">
          <p className="mb-2 flex items-center gap-2 text-xs text-muted-foreground">
            <img src="/favicon.svg" alt="" className="size-4" />
            Cloudwright
            <Badge>Read only</Badge>
          </p>
          <h1 className="text-2xl/8 font-semibold wrap-anywhere">{shared.title}</h1>
          <p className="mt-1 text-muted-foreground">
            Shared on {spelled(shared.shared_on)}
            {shared.expires_on !== null && `, until ${spelled(shared.expires_on)}`}
            {` · ${shared.region}`}
          </p>
        </div>
        <IconButton
          label="Print"
          variant="secondary"
          icon={<Printer aria-hidden="true" className="size-4" />}
          className="print:hidden"
          onClick={() => window.print()}
        />
      </header>
      {shared.brief !== null && <BriefPart brief={shared.brief} />}
      {shared.parts.includes("diagram") && (
        <Suspense fallback={<Skeleton className="mt-10 h-96" />}>
          <SharedDiagram token={token} title={shared.title} />
        </Suspense>
      )}
      {shared.design !== null && <DesignPart parts={shared.design} />}
    </>
  );
}

function Loading() {
  return (
    <div role="status" aria-label="Opening the design" className="flex flex-col gap-6">
      <h1 className="sr-only">Shared design</h1>
      <Skeleton className="h-8 w-64" />
      <Skeleton className="h-56" />
      <Skeleton className="h-72" />
    </div>
  );
}

function Nothing() {
  return (
    <div className="flex min-h-[60dvh] flex-col items-center justify-center gap-2 text-center">
      <Link2Off aria-hidden="true" className="size-6 text-muted-foreground" />
      <h1 className="text-xl/7 font-semibold">This link does not open anything</h1>
      <p className="max-w-md text-balance text-muted-foreground">
        It may have ended, or it was copied only in part. Ask whoever sent it for a new one.
      </p>
    </div>
  );
}

const day = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

/** "22 November 2026". */
function spelled(date: string): string {
  return day.format(new Date(date));
}
