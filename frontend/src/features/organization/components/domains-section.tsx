import { useState, type SyntheticEvent } from "react";

import { Loaded } from "@/components/settings/loaded";
import { Panel, Section } from "@/components/settings/section";
import { StatusBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { Input } from "@/components/ui/field";

import { useDomainDeeds, useDomains } from "../hooks/use-organization";
import type { Domain } from "../model/wire";

/** Domains whose addresses belong to the organisation, proved by a DNS record. */
export function DomainsSection() {
  const domains = useDomains();
  return (
    <Section
      title="Domains"
      description="Addresses of a verified domain can be held to your identity provider."
    >
      <Loaded query={domains} things="domains">
        {({ items }) => (
          <>
            {items.length > 0 && (
              <Card>
                <ul aria-label="Domains" className="divide-y">
                  {items.map((domain) => (
                    <DomainRow key={domain.id} domain={domain} />
                  ))}
                </ul>
              </Card>
            )}
            <ClaimForm first={items.length === 0} />
          </>
        )}
      </Loaded>
    </Section>
  );
}

function DomainRow({ domain }: { domain: Domain }) {
  const { verify, release } = useDomainDeeds();
  const { id, name } = domain;
  const verified = domain.verified_at !== null;
  return (
    <li className="flex flex-col gap-3 p-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <p className="min-w-0 flex-1 basis-40 break-all">{name}</p>
        {verified ? (
          <StatusBadge status="ok">Verified</StatusBadge>
        ) : (
          <StatusBadge status="waiting">Not verified</StatusBadge>
        )}
        {!verified && (
          <Button
            size="small"
            pending={verify.isPending}
            onClick={() => verify.mutate(id)}
            aria-label={`Verify ${name}`}
          >
            Verify
          </Button>
        )}
        <Button
          size="small"
          pending={release.isPending}
          onClick={() => release.mutate(id)}
          aria-label={`Release ${name}`}
        >
          Release
        </Button>
      </div>
      {!verified && (
        <dl className="grid gap-x-4 gap-y-1 rounded-md border bg-muted p-3 text-xs sm:grid-cols-[auto_1fr]">
          <dt className="text-muted-foreground">TXT record</dt>
          <Copied text={domain.record_name} label="Copy the name of the record" />
          <dt className="text-muted-foreground">Value</dt>
          <Copied text={domain.record_value} label="Copy the value of the record" />
        </dl>
      )}
    </li>
  );
}

function Copied({ text, label }: { text: string; label: string }) {
  return (
    <dd className="flex min-w-0 items-center gap-1 font-mono">
      <span className="min-w-0 break-all">{text}</span>
      <CopyButton text={text} label={label} />
    </dd>
  );
}

function ClaimForm({ first }: { first: boolean }) {
  const [name, setName] = useState("");
  const { claim } = useDomainDeeds();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!claim.isPending) claim.mutate(name.trim(), { onSuccess: () => setName("") });
  };
  return (
    <Panel>
      <form onSubmit={submit} className="flex flex-wrap items-start gap-2">
        <Input
          label={first ? "Your first domain" : "Another domain"}
          placeholder="example.com"
          required
          className="min-w-0 flex-1 basis-56"
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={claim.error?.message}
        />
        <Button type="submit" className="mt-6" pending={claim.isPending}>
          Claim
        </Button>
      </form>
    </Panel>
  );
}
