import { useState, type ReactNode } from "react";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Textarea } from "@/components/ui/field";

const SHORTEST = 5;

interface ReasonDialogProps {
  title: string;
  /** What happens, and what stays. */
  description: ReactNode;
  /** A verb and its object: "Stop run". */
  confirmLabel: string;
  tone?: "primary" | "destructive";
  pending: boolean;
  error: string | null;
  onConfirm: (reason: string) => void;
  onClose: () => void;
  /** Further fields, above the reason. */
  children?: ReactNode;
}

/** A deed of an operator: it is done with a reason, which stands in the trail. */
export function ReasonDialog({
  title,
  description,
  confirmLabel,
  tone = "destructive",
  pending,
  error,
  onConfirm,
  onClose,
  children,
}: ReasonDialogProps) {
  const [reason, setReason] = useState("");
  const told = reason.trim();
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={title}
      description={description}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant={tone}
            pending={pending}
            disabled={told.length < SHORTEST}
            onClick={() => onConfirm(told)}
          >
            {confirmLabel}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {children}
        <Textarea
          label="Reason"
          hint="Stands in the audit trail. At least five letters."
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        {error !== null && (
          <p role="alert" className="text-sm text-bad">
            {error}
          </p>
        )}
      </div>
    </Dialog>
  );
}
