import { lazy, Suspense, useState } from "react";

import { Loaded } from "@/components/settings/loaded";
import { Panel, Section } from "@/components/settings/section";
import { StatusBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";

import { useAccount, useSecondFactor } from "../hooks/use-profile";
import type { Account } from "../model/wire";

const EnrolDialog = lazy(async () => ({ default: (await import("./enrol-dialog")).EnrolDialog }));
const RemoveDialog = lazy(async () => ({ default: (await import("./code-dialogs")).RemoveDialog }));
const RenewDialog = lazy(async () => ({ default: (await import("./code-dialogs")).RenewDialog }));
const RecoveryCodesDialog = lazy(async () => ({
  default: (await import("./recovery-codes-dialog")).RecoveryCodesDialog,
}));

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
      <Suspense fallback={null}>
        {open === "enrol" && (
          <EnrolDialog
            begin={factor.begin}
            confirm={factor.confirm}
            onConfirmed={keep}
            onClose={close}
          />
        )}
        {open === "remove" && <RemoveDialog deed={factor.remove} onDone={close} onClose={close} />}
        {open === "renew" && <RenewDialog deed={factor.renew} onDone={keep} onClose={close} />}
        {codes !== null && <RecoveryCodesDialog codes={codes} onClose={() => setCodes(null)} />}
      </Suspense>
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
