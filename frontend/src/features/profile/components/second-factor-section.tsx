import { useState } from "react";

import { Loaded } from "@/components/settings/loaded";
import { Panel, Section } from "@/components/settings/section";
import { StatusBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";

import { useAccount, useSecondFactor } from "../hooks/use-profile";
import type { Account } from "../model/wire";

import { CodeDialog } from "./code-dialog";
import { EnrolDialog } from "./enrol-dialog";
import { RecoveryCodesDialog } from "./recovery-codes-dialog";

type Open = "enrol" | "remove" | "renew" | null;

/** An authenticator as a second proof, and the codes for the day it is lost. */
export function SecondFactorSection() {
  const account = useAccount();
  const factor = useSecondFactor();
  const [open, setOpen] = useState<Open>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const close = () => {
    setOpen(null);
    for (const each of Object.values(factor)) each.reset();
  };
  const keep = (answer: { recovery_codes: readonly string[] }) => {
    close();
    setCodes(answer.recovery_codes);
  };

  return (
    <Section
      title="Second factor"
      description="A code from an authenticator app, asked after the password."
    >
      <Loaded query={account} things="details of your account">
        {(data) => <State account={data} onOpen={setOpen} />}
      </Loaded>
      {open === "enrol" && (
        <EnrolDialog
          begin={factor.begin}
          confirm={factor.confirm}
          onConfirmed={keep}
          onClose={close}
        />
      )}
      {open === "remove" && (
        <CodeDialog
          title="Remove the second factor?"
          description="Your password alone will sign you in. An organisation that requires a second factor will lock you out until you set one up again."
          submit="Remove"
          tone="destructive"
          deed={factor.remove}
          onDone={close}
          onClose={close}
        />
      )}
      {open === "renew" && (
        <CodeDialog
          title="New recovery codes"
          description="The codes that you have now stop working."
          submit="Make new codes"
          tone="primary"
          deed={factor.renew}
          onDone={keep}
          onClose={close}
        />
      )}
      {codes !== null && <RecoveryCodesDialog codes={codes} onClose={() => setCodes(null)} />}
    </Section>
  );
}

function State({ account, onOpen }: { account: Account; onOpen: (open: Open) => void }) {
  const { enabled, recovery_codes_left: left } = account.second_factor;
  return (
    <Panel>
      <div className="flex flex-wrap items-center justify-between gap-3">
        {enabled ? (
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <StatusBadge status="ok">On</StatusBadge>
            {left < 4 ? (
              <StatusBadge status="warn">{`${left} of 10 recovery codes left`}</StatusBadge>
            ) : (
              <span className="text-muted-foreground">{left} of 10 recovery codes left</span>
            )}
          </div>
        ) : (
          <StatusBadge status="skipped">Off</StatusBadge>
        )}
        <div className="flex flex-wrap gap-2">
          {enabled ? (
            <>
              <Button onClick={() => onOpen("renew")}>New recovery codes</Button>
              <Button onClick={() => onOpen("remove")}>Remove</Button>
            </>
          ) : (
            <Button variant="primary" onClick={() => onOpen("enrol")}>
              Set up
            </Button>
          )}
        </div>
      </div>
    </Panel>
  );
}
