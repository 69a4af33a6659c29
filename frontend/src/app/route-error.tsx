import { isRouteErrorResponse, useRouteError } from "react-router";

import { ErrorState } from "@/components/ui/error-state";
import { ApiError } from "@/lib/api/envelope";
import { usePageTitle } from "@/lib/page-title";
import { NotFoundPage } from "@/pages/not-found/not-found-page";

/** What a route shows when it fails; the shell around it stays usable. */
export function RouteError() {
  const error = useRouteError();
  if (isNotFound(error)) return <NotFoundPage />;
  return <Broken error={error} />;
}

function Broken({ error }: { error: unknown }) {
  usePageTitle("Error");
  return (
    <div className="flex min-h-[60dvh] items-center justify-center">
      <ErrorState
        title="This page stopped working. Your designs are safe on the server."
        error={error}
        onRetry={() => location.reload()}
      />
    </div>
  );
}

function isNotFound(error: unknown): boolean {
  if (isRouteErrorResponse(error)) return error.status === 404;
  return error instanceof ApiError && error.status === 404;
}
