import { useState } from "react";

import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { Tick } from "@/components/ui/tick";

/** The one time that a key is shown; it closes only when the person says that it is kept. */
export function SecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  const [kept, setKept] = useState(false);
  return (
    <Dialog
      open
      onOpenChange={() => {
        if (kept) onClose();
      }}
      title="Copy the key now"
      description="It is shown only this once. Whoever has it can do what it may."
      footer={
        <Button variant="primary" disabled={!kept} onClick={onClose}>
          Done
        </Button>
      }
    >
      <div className="flex items-start gap-2 rounded-md border bg-muted p-3">
        <code className="min-w-0 flex-1 font-mono text-sm break-all">{secret}</code>
        <CopyButton text={secret} label="Copy the key" />
      </div>
      <Tick label="I have kept it" checked={kept} onChange={setKept} />
    </Dialog>
  );
}
