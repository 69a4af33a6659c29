import { useState } from "react";

import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { Tick } from "@/components/ui/tick";

interface RecoveryCodesDialogProps {
  codes: readonly string[];
  onClose: () => void;
}

/** Shown once: it closes only when the person says that the codes are kept. */
export function RecoveryCodesDialog({ codes, onClose }: RecoveryCodesDialogProps) {
  const [kept, setKept] = useState(false);
  return (
    <Dialog
      open
      onOpenChange={() => {
        if (kept) onClose();
      }}
      title="Keep these recovery codes"
      description="Each signs you in once when the authenticator is lost. They are shown only now."
      footer={
        <Button variant="primary" disabled={!kept} onClick={onClose}>
          Done
        </Button>
      }
    >
      <ul className="grid grid-cols-2 gap-x-4 gap-y-1 rounded-md border bg-muted p-3 font-mono text-sm">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="mt-2 flex items-center justify-between gap-2">
        <Tick label="I have kept them" checked={kept} onChange={setKept} />
        <CopyButton text={codes.join("\n")} label="Copy all codes" />
      </div>
    </Dialog>
  );
}
