import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { useLocation, useNavigate } from "react-router";

import { readSignInOptions } from "@/features/account/api/account";
import { LocalWay, SignInPanel } from "@/features/account/components/sign-in-panel";
import { nextAddress } from "@/features/account/model/next-address";
import type { SignInOptions } from "@/features/sign-in/model/wire";
import { usePageTitle } from "@/lib/page-title";

const Entry = lazy(() => import("@/features/sign-in/components/entry"));

export function SignInPage() {
  usePageTitle("Sign in");
  const { search } = useLocation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const next = nextAddress(search);
  const options = useAccountOptions();

  const enter = () => {
    queries.clear();
    void navigate(next, { replace: true });
  };

  return (
    <main className="flex min-h-dvh flex-col items-center justify-center p-4">
      <div className="w-full max-w-sm rounded-lg border bg-card p-6">
        <a href="/" className="inline-flex items-center gap-2 font-semibold">
          <img src="/favicon.svg" alt="" className="size-6" />
          Cloudwright
        </a>
        {options === null ? (
          <>
            <h1 className="mt-6 mb-4 text-xl/7 font-semibold">Sign in</h1>
            <div className="flex flex-col">
              <SignInPanel next={next} onSignedIn={enter} />
            </div>
          </>
        ) : (
          <Suspense fallback={<div className="h-80" />}>
            <Entry
              options={options}
              next={next}
              local={options.local ? <LocalWay onSignedIn={enter} /> : null}
              onSignedIn={enter}
            />
          </Suspense>
        )}
      </div>
    </main>
  );
}

/** What the server offers people with an account; null where there are none. */
function useAccountOptions(): SignInOptions | null {
  const options = useQuery({
    queryKey: ["sign-in-options"],
    queryFn: async ({ signal }): Promise<SignInOptions> => readSignInOptions(signal),
    retry: false,
  });
  const { password, providers } = options.data ?? {};
  return password === true || (providers?.length ?? 0) > 0 ? (options.data ?? null) : null;
}
