import { Ago } from "@/components/list/cell";
import { Loaded } from "@/components/settings/loaded";
import { Section } from "@/components/settings/section";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { formatDateTime } from "@/lib/format/date";

import { useInvitationDeeds, useInvitations } from "../hooks/use-organization";
import { roleWord } from "../model/roles";
import type { Invitation } from "../model/wire";

/** Who was asked and has not come yet. */
export function InvitationsSection({ mayInvite }: { mayInvite: boolean }) {
  const invitations = useInvitations();
  return (
    <Section title="Pending invitations" description="Each holds a seat until it is answered.">
      <Loaded query={invitations} things="invitations">
        {({ items }) =>
          items.length === 0 ? (
            <Card className="p-4 text-muted-foreground">Nobody is waiting for an answer.</Card>
          ) : (
            <Card>
              <ul aria-label="Pending invitations" className="divide-y">
                {items.map((each) => (
                  <InvitationRow key={each.id} invitation={each} mayInvite={mayInvite} />
                ))}
              </ul>
            </Card>
          )
        }
      </Loaded>
    </Section>
  );
}

function InvitationRow({ invitation, mayInvite }: { invitation: Invitation; mayInvite: boolean }) {
  const { again, withdraw } = useInvitationDeeds();
  const { id, email } = invitation;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 p-4">
      <div className="min-w-0 flex-1 basis-56">
        <p className="break-all">{email}</p>
        <p className="text-xs text-muted-foreground">
          {roleWord(invitation.role)} · invited by {invitation.invited_by},{" "}
          <Ago at={invitation.created_at} /> · until {formatDateTime(invitation.expires_at)}
        </p>
      </div>
      {mayInvite && (
        <div className="flex gap-2">
          <Button
            size="small"
            pending={again.isPending}
            onClick={() => again.mutate(id)}
            aria-label={`Send again to ${email}`}
          >
            Send again
          </Button>
          <Button
            size="small"
            pending={withdraw.isPending}
            onClick={() => withdraw.mutate(id)}
            aria-label={`Withdraw the invitation of ${email}`}
          >
            Withdraw
          </Button>
        </div>
      )}
    </li>
  );
}
