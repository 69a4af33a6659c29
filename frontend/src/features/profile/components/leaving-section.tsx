import { lazy, Suspense, useState } from "react";

import { Loaded } from "@/components/settings/loaded";
import { Panel, Section } from "@/components/settings/section";
import { Button, buttonClass } from "@/components/ui/button";

import { archiveAddress } from "../api/profile";
import { useAccount } from "../hooks/use-profile";

const DeleteDialog = lazy(async () => ({
  default: (await import("./delete-dialog")).DeleteDialog,
}));

/** Taking everything along, and taking everything away. */
export function LeavingSection() {
  const account = useAccount();
  const [deleting, setDeleting] = useState(false);
  return (
    <Section title="Your data">
      <Loaded query={account} things="details of your account">
        {({ email, local }) => (
          <Panel>
            <div className="flex flex-wrap items-center justify-between gap-3">
              <p className="min-w-0 flex-1 basis-60">
                Export
                <span className="block text-xs text-muted-foreground">
                  Your account, your sign-ins, what you made and wrote as JSON, and your bundles, in
                  one zip file. No password, key or token is in it.
                </span>
              </p>
              <a href={archiveAddress} download className={buttonClass("secondary", "regular")}>
                Export your data
              </a>
            </div>
            <div className="flex flex-wrap items-center justify-between gap-3 border-t pt-4">
              <p className="min-w-0 flex-1 basis-60">
                Delete
                <span className="block text-xs text-muted-foreground">
                  {local
                    ? "The local architect stays as long as this installation does."
                    : "What you made for others stays with them, without your name. Your personal organisation goes with you, with all its designs."}
                </span>
              </p>
              {!local && <Button onClick={() => setDeleting(true)}>Delete your account</Button>}
            </div>
            <Suspense fallback={null}>
              {deleting && <DeleteDialog email={email} onClose={() => setDeleting(false)} />}
            </Suspense>
          </Panel>
        )}
      </Loaded>
    </Section>
  );
}
