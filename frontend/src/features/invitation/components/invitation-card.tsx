import { Link } from "react-router";

import { Button, buttonClass } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { formatDateTime } from "@/lib/format/date";

import type { Preview } from "../api/invitation";
import { useAccept } from "../hooks/use-invitation";
import { keepToken } from "../model/kept-token";

interface InvitationCardProps {
  token: string;
  invitation: Preview;
  /** The address of who is signed in; null for nobody. */
  signedInAs: string | null;
  /** Makes an organisation the one that everything is shown of. */
  work: (organization: string) => Promise<unknown>;
  onDone: () => void;
  onSignOut: () => void;
}

/** Who invites whom to what, and the way to say yes. */
export function InvitationCard({ signedInAs, ...rest }: InvitationCardProps) {
  const { invitation } = rest;
  return (
    <>
      <h1 className="mt-6 text-xl/7 font-semibold break-words outline-none">
        Join {invitation.organization}
      </h1>
      <p className="mt-2 mb-4 break-words text-muted-foreground">
        {invitation.inviter} invites{" "}
        <span className="break-all text-foreground">{invitation.email}</span> to work with{" "}
        {invitation.organization} as <span className="text-foreground">{invitation.role}</span>. The
        invitation works until {formatDateTime(invitation.expires_at)}.
      </p>
      {signedInAs === null ? <WayIn {...rest} /> : <Answer {...rest} signedInAs={signedInAs} />}
    </>
  );
}

function WayIn({ token }: Pick<InvitationCardProps, "token">) {
  const keep = () => keepToken(token);
  return (
    <div className="flex flex-col gap-3">
      <Link
        to="/sign-in?next=/invitations"
        onClick={keep}
        className={buttonClass("primary", "large")}
      >
        Sign in to accept
      </Link>
      <Link
        to="/sign-in?step=create&next=/invitations"
        onClick={keep}
        className={buttonClass("secondary", "large")}
      >
        Create an account
      </Link>
      <p className="text-sm text-muted-foreground">
        You come back here afterwards. If a mail leads you elsewhere, open the link of the
        invitation again.
      </p>
    </div>
  );
}

interface AnswerProps extends Omit<InvitationCardProps, "signedInAs"> {
  signedInAs: string;
}

function Answer({ token, invitation, signedInAs, work, onDone, onSignOut }: AnswerProps) {
  const accept = useAccept(work, onDone);
  const elsewhere = signedInAs.toLowerCase() !== invitation.email.toLowerCase();
  return (
    <div className="flex flex-col gap-3">
      {elsewhere && (
        <Notice tone="warn">
          You are signed in as <span className="break-all">{signedInAs}</span>, which is not the
          invited address. Accepting makes that account the member.
        </Notice>
      )}
      {accept.error !== null && <Notice tone="bad">{accept.error.message}</Notice>}
      <Button
        variant="primary"
        size="large"
        pending={accept.isPending}
        onClick={() => accept.mutate({ token, with_other_address: elsewhere })}
      >
        {elsewhere ? `Accept as ${signedInAs}` : "Accept the invitation"}
      </Button>
      {elsewhere && (
        <Button
          size="large"
          onClick={() => {
            keepToken(token);
            onSignOut();
          }}
        >
          Sign in with another account
        </Button>
      )}
    </div>
  );
}
