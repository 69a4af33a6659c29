import { lazy, Suspense, useState } from "react";

import { Loaded } from "@/components/settings/loaded";
import { Panel, Section } from "@/components/settings/section";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

import { useAccount, useExport } from "../hooks/use-profile";

const DeleteDialog = lazy(async () => ({
  default: (await import("./delete-dialog")).DeleteDialog,
}));

/** Taking everything along, and taking everything away. */
export function LeavingSection() {
  const account = useAccount();
  const download = useExport();
  const [deleting, setDeleting] = useState(false);
  return (
    <Section title="Your data">
      <Loaded query={account} things="details of your account">
        {({ email }) => (
          <Panel>
            <div className="flex flex-wrap items-center justify-between gap-3">
              <p className="min-w-0 flex-1 basis-60">
                Export
                <span className="block text-xs text-muted-foreground">
                  Your account, your sign-ins, and what you wrote, as a zip of JSON files.
                </span>
              </p>
              <Button pending={download.isPending} onClick={() => download.mutate()}>
                Export your data
              </Button>
            </div>
            {download.error !== null && <Notice tone="bad">{download.error.message}</Notice>}
            <div className="flex flex-wrap items-center justify-between gap-3 border-t pt-4">
              <p className="min-w-0 flex-1 basis-60">
                Delete
                <span className="block text-xs text-muted-foreground">
                  Designs stay with their organisation; your personal organisation goes with you.
                </span>
              </p>
              <Button onClick={() => setDeleting(true)}>Delete your account</Button>
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
