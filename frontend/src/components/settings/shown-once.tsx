import { useState, type ReactNode } from "react";

import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { Tick } from "@/components/ui/tick";

interface ShownOnceProps {
  title: string;
  description: string;
  /** The words beside the tick, such as "I have kept it". */
  keptLabel: string;
  /** What the copy button puts on the clipboard. */
  text: string;
  copyLabel: string;
  children: ReactNode;
  onClose: () => void;
}

/** What is shown this once; it closes only when the person says that it is kept. */
export function ShownOnce({
  title,
  description,
  keptLabel,
  text,
  copyLabel,
  children,
  onClose,
}: ShownOnceProps) {
  const [kept, setKept] = useState(false);
  return (
    <Dialog
      open
      onOpenChange={() => {
        if (kept) onClose();
      }}
      title={title}
      description={description}
      footer={
        <Button variant="primary" disabled={!kept} onClick={onClose}>
          Done
        </Button>
      }
    >
      {children}
      <div className="mt-2 flex items-center justify-between gap-2">
        <Tick label={keptLabel} checked={kept} onChange={setKept} />
        <CopyButton text={text} label={copyLabel} />
      </div>
    </Dialog>
  );
}
