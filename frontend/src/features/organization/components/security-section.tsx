import { useState, type SyntheticEvent } from "react";

import { Loaded } from "@/components/settings/loaded";
import { Panel, Section } from "@/components/settings/section";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { Tick } from "@/components/ui/tick";

import { useChangeSecurity, useSecurity } from "../hooks/use-organization";
import { networkProblem, networksIn } from "../model/networks";
import type { Security } from "../model/wire";

/** How people must sign in, from where, and whether designs may leave by a link. */
export function SecuritySection() {
  const security = useSecurity();
  return (
    <Section title="Security" description="Holds for every member, from their next request on.">
      <Loaded query={security} things="security settings">
        {(data) => (
          <>
            <Switches security={data} />
            <AllowList key={data.ip_allow_list.join()} security={data} />
          </>
        )}
      </Loaded>
    </Section>
  );
}

function Switches({ security }: { security: Security }) {
  const change = useChangeSecurity();
  return (
    <Panel>
      <Tick
        label="Require a second factor"
        detail="Members without one set it up at their next sign-in. Keys are not concerned."
        checked={security.require_second_factor}
        disabled={change.isPending}
        onChange={(checked) => change.mutate({ require_second_factor: checked })}
      />
      <Select
        label="Sign-in"
        className="max-w-sm"
        hint="A required provider closes passwords and every other provider for this organisation."
        choices={[
          { value: "", label: "Any way that a member has set up" },
          ...security.providers.map(({ id, label }) => ({ value: id, label: `Only ${label}` })),
        ]}
        value={security.identity_provider ?? ""}
        disabled={change.isPending}
        onChange={(event) =>
          change.mutate({
            identity_provider: event.target.value === "" ? null : event.target.value,
          })
        }
      />
      <Tick
        label="Allow links for people without an account"
        detail="While it is off no link opens anything. Turned on again, links that were neither revoked nor expired open again."
        checked={security.sharing}
        disabled={change.isPending}
        onChange={(checked) => change.mutate({ sharing: checked })}
      />
      {change.error !== null && <Notice tone="bad">{change.error.message}</Notice>}
    </Panel>
  );
}

function AllowList({ security }: { security: Security }) {
  const kept = security.ip_allow_list.join("\n");
  const [text, setText] = useState(kept);
  const change = useChangeSecurity();
  const networks = networksIn(text);
  const problem = networkProblem(networks);
  const changed = networks.join("\n") !== kept;
  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    if (changed && problem === null && !change.isPending)
      change.mutate({ ip_allow_list: networks });
  };
  const error = problem ?? change.error?.message;
  return (
    <Panel>
      <form onSubmit={save} className="flex flex-col gap-3">
        <Textarea
          label="Allowed networks"
          hint={`One a line, such as 203.0.113.0/24; empty allows every address. You come from ${security.your_address}, and a list without it is refused.`}
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.target.value)}
          error={changed ? error : undefined}
        />
        <div className="flex flex-wrap gap-2">
          <Button type="submit" disabled={!changed || problem !== null} pending={change.isPending}>
            Save networks
          </Button>
          {kept === "" && (
            <Button
              variant="ghost"
              onClick={() => setText([...networks, security.your_address].join("\n"))}
            >
              Add my address
            </Button>
          )}
        </div>
      </form>
    </Panel>
  );
}
