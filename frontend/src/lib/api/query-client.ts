import { QueryCache, QueryClient, MutationCache } from "@tanstack/react-query";

import { ApiError } from "./envelope";

/** A query client whose requests end at `onSignedOut` when the sign-in has run out. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const watch = (error: Error) => {
    if (error instanceof ApiError && error.status === 401) onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError: watch }),
    mutationCache: new MutationCache({ onError: watch }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        refetchOnWindowFocus: true,
        retry: (failures, error) => failures < 2 && worthAnotherTry(error),
      },
      mutations: { retry: false },
    },
  });
}

function worthAnotherTry(error: Error): boolean {
  return !(error instanceof ApiError) || error.status === 0 || error.status >= 500;
}
