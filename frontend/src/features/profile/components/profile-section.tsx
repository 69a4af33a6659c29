import { useState, type SyntheticEvent } from "react";

import { Loaded } from "@/components/settings/loaded";
import { Panel, Section } from "@/components/settings/section";
import { StatusBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/field";
import { formatDateTime } from "@/lib/format/date";

import { useAccount, useRenameAccount } from "../hooks/use-profile";
import type { Account } from "../model/wire";

export function ProfileSection() {
  const account = useAccount();
  return (
    <Section title="Profile">
      <Loaded query={account} things="details of your account">
        {(data) => <Profile account={data} />}
      </Loaded>
    </Section>
  );
}

function Profile({ account }: { account: Account }) {
  const [name, setName] = useState(account.name);
  const rename = useRenameAccount();
  const changed = name.trim() !== account.name && name.trim() !== "";
  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    if (changed && !rename.isPending) rename.mutate(name.trim());
  };
  return (
    <Panel>
      <form onSubmit={save} className="flex flex-wrap items-end gap-2">
        <Input
          label="Name"
          className="min-w-0 flex-1 basis-56"
          value={name}
          maxLength={80}
          autoComplete="name"
          onChange={(event) => setName(event.target.value)}
        />
        <Button type="submit" disabled={!changed} pending={rename.isPending}>
          Save name
        </Button>
      </form>
      <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
        <div>
          <dt className="text-xs text-muted-foreground">E-mail</dt>
          <dd className="flex flex-wrap items-center gap-x-2 break-all">
            {account.email}
            {account.local ? null : account.email_verified ? (
              <StatusBadge status="ok">Confirmed</StatusBadge>
            ) : (
              <StatusBadge status="warn">Not confirmed</StatusBadge>
            )}
          </dd>
        </div>
        <div>
          <dt className="text-xs text-muted-foreground">Signs in with</dt>
          <dd>{waysOf(account)}</dd>
        </div>
        <div>
          <dt className="text-xs text-muted-foreground">Since</dt>
          <dd>{formatDateTime(account.created_at)}</dd>
        </div>
      </dl>
    </Panel>
  );
}

function waysOf(account: Account): string {
  const ways = account.identities.map((each) => each.label);
  if (account.local) return "nothing: this machine is enough";
  return [...ways, ...(account.has_password ? ["password"] : [])].join(", ");
}
