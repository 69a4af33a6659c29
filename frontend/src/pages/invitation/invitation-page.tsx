import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Link, useLocation, useNavigate } from "react-router";

import { buttonClass } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Spinner } from "@/components/ui/spinner";
import { readMe, signOut } from "@/features/account/api/account";
import { switchOrganization } from "@/features/account/api/switch-organization";
import { InvitationCard } from "@/features/invitation/components/invitation-card";
import { useInvitation } from "@/features/invitation/hooks/use-invitation";
import { tokenFrom } from "@/features/invitation/model/kept-token";
import { usePageTitle } from "@/lib/page-title";

/** Where the link of an invitation leads, for people with and without an account. */
export function InvitationPage() {
  usePageTitle("Invitation");
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center p-4">
      <div className="w-full max-w-sm rounded-lg border bg-card p-6">
        <a href="/" className="inline-flex items-center gap-2 font-semibold">
          <img src="/favicon.svg" alt="" className="size-6" />
          Cloudwright
        </a>
        <Invited />
      </div>
    </main>
  );
}

function Invited() {
  const { hash } = useLocation();
  const [token] = useState(() => tokenFrom(hash));
  const invitation = useInvitation(token);
  const who = useWhoIsHere();
  const navigate = useNavigate();
  const queries = useQueryClient();
  useEffect(() => {
    // The token leaves the address bar, where shoulders and histories read it.
    if (hash !== "") void navigate("/invitations", { replace: true });
  }, [hash, navigate]);

  if (token === null)
    return <Nowhere reason="This link is not whole. Open it from the mail again." />;
  if (invitation.error !== null) return <Nowhere reason={invitation.error.message} />;
  if (invitation.data === undefined || who === undefined) {
    return (
      <p role="status" className="mt-6 flex items-center gap-2">
        <Spinner />
        Opening the invitation
      </p>
    );
  }
  const leave = async () => {
    await signOut();
    queries.clear();
    await navigate("/sign-in?next=/invitations");
  };
  return (
    <InvitationCard
      token={token}
      invitation={invitation.data}
      signedInAs={who}
      work={switchOrganization}
      onDone={() => void navigate("/designs", { replace: true })}
      onSignOut={() => void leave()}
    />
  );
}

/** The address of who is signed in; null for nobody, undefined while it is not known. */
function useWhoIsHere(): string | null | undefined {
  const who = useQuery({
    queryKey: ["invitation", "who"],
    queryFn: async ({ signal }) =>
      readMe(signal).then(
        (me) => me.user.email,
        () => null,
      ),
  });
  return who.data;
}

function Nowhere({ reason }: { reason: string }) {
  return (
    <>
      <h1 className="mt-6 mb-4 text-xl/7 font-semibold outline-none">This invitation is over</h1>
      <Notice tone="warn">{reason}</Notice>
      <Link to="/designs" className={`mt-4 ${buttonClass("secondary", "large")}`}>
        Open your designs
      </Link>
    </>
  );
}
