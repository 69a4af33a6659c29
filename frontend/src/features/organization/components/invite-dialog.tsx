import { useState, type SyntheticEvent } from "react";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Input } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";

import { useInvitationDeeds, useSeatPrice } from "../hooks/use-organization";
import { mayWords, roleChoices } from "../model/roles";
import { priceWords } from "../model/seats";
import type { Role } from "../model/wire";

/** An address and a role; what it costs is said before it is sent. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("architect");
  const price = useSeatPrice();
  const { invite } = useInvitationDeeds();
  const offer = price.data?.blocked === false ? price.data : null;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (offer !== null && !invite.isPending)
      invite.mutate(
        { email: email.trim(), role, buy_seat: offer.adds_seat },
        { onSuccess: onClose },
      );
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Invite somebody"
      description="They get a mail with a link that works for seven days."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form="invite"
            variant="primary"
            disabled={offer === null}
            pending={invite.isPending}
          >
            Send invitation
          </Button>
        </>
      }
    >
      <form id="invite" onSubmit={submit} className="flex flex-col gap-3">
        <Input
          label="E-mail"
          type="email"
          required
          autoComplete="off"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <Select
          label="Role"
          hint={mayWords(role)}
          choices={roleChoices}
          value={role}
          onChange={(event) => setRole(event.target.value as Role)}
        />
        <Price price={price} />
        {invite.error !== null && <Notice tone="bad">{invite.error.message}</Notice>}
      </form>
    </Dialog>
  );
}

function Price({ price }: { price: ReturnType<typeof useSeatPrice> }) {
  if (price.data !== undefined)
    return <Notice tone={price.data.blocked ? "warn" : "info"}>{priceWords(price.data)}</Notice>;
  if (price.isError) {
    return (
      <Notice
        tone="bad"
        action={
          <Button size="small" onClick={() => void price.refetch()}>
            Retry
          </Button>
        }
      >
        The price of a seat is not known, so nothing can be sent. {price.error.message}
      </Notice>
    );
  }
  return <Skeleton className="h-11" />;
}
