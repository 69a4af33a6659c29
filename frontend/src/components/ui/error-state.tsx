import { CircleAlert } from "lucide-react";

import { ApiError } from "@/lib/api/envelope";

import { Button } from "./button";
import { CopyButton } from "./copy-button";

interface ErrorStateProps {
  /** What could not be done: "The designs could not be loaded." */
  title: string;
  error: unknown;
  onRetry?: () => void;
}

export function ErrorState({ title, error, onRetry }: ErrorStateProps) {
  const facts = factsOf(error);
  return (
    <div role="alert" className="flex flex-col items-center gap-2 px-6 py-12 text-center">
      <CircleAlert aria-hidden="true" className="size-6 text-bad" />
      <p className="font-medium">{title}</p>
      <p className="max-w-md text-sm text-balance text-muted-foreground">{facts.message}</p>
      <dl className="flex flex-wrap items-center justify-center gap-x-4 gap-y-1 text-xs text-muted-foreground">
        {facts.code !== null && (
          <div className="flex gap-1">
            <dt>Code</dt>
            <dd className="font-mono text-foreground">{facts.code}</dd>
          </div>
        )}
        {facts.requestId !== null && (
          <div className="flex items-center gap-1">
            <dt>Request</dt>
            <dd className="flex items-center gap-1 font-mono text-foreground">
              {facts.requestId}
              <CopyButton text={facts.requestId} label="Copy request id" />
            </dd>
          </div>
        )}
      </dl>
      {onRetry !== undefined && (
        <Button className="mt-2" onClick={onRetry}>
          Retry
        </Button>
      )}
    </div>
  );
}

interface ErrorFacts {
  message: string;
  code: string | null;
  requestId: string | null;
}

function factsOf(error: unknown): ErrorFacts {
  if (error instanceof ApiError) {
    return { message: error.message, code: error.code, requestId: error.requestId };
  }
  const message = error instanceof Error ? error.message : "The reason is not known.";
  return { message, code: null, requestId: null };
}
