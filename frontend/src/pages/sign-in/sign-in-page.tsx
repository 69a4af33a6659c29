import { useQueryClient } from "@tanstack/react-query";
import { useLocation, useNavigate } from "react-router";

import { SignInPanel } from "@/features/account/components/sign-in-panel";
import { nextAddress } from "@/features/account/model/next-address";
import { usePageTitle } from "@/lib/page-title";

export function SignInPage() {
  usePageTitle("Sign in");
  const { search } = useLocation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const next = nextAddress(search);

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
        <h1 className="mt-6 mb-4 text-xl/7 font-semibold">Sign in</h1>
        <div className="flex flex-col">
          <SignInPanel next={next} onSignedIn={enter} />
        </div>
      </div>
    </main>
  );
}
