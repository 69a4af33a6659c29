import { useState, type SyntheticEvent } from "react";

import { Panel, Section } from "@/components/settings/section";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import { Input } from "@/components/ui/field";

import { useOrganizationDeeds } from "../hooks/use-organization";

interface EndingSectionProps {
  name: string;
  mayDelete: boolean;
  /** Everything that was read is of an organisation that is gone for this person. */
  onGone: () => void;
}

/** Leaving the organisation, and ending it for everybody. */
export function EndingSection({ name, mayDelete, onGone }: EndingSectionProps) {
  const [asking, setAsking] = useState<"leave" | "delete" | null>(null);
  const { leave } = useOrganizationDeeds();
  const close = () => setAsking(null);
  return (
    <Section title="Leave or delete">
      <Panel>
        <Deed
          words="You are no member any more at once, and the keys that you made stop working. Your designs stay here."
          label="Leave the organisation"
          onClick={() => setAsking("leave")}
        />
        {mayDelete && (
          <Deed
            words="Every project, conversation, bundle, key and invitation goes, for all members. The audit trail stays with whoever runs Cloudwright."
            label="Delete the organisation"
            onClick={() => setAsking("delete")}
          />
        )}
      </Panel>
      {asking === "leave" && (
        <ConfirmDialog
          open
          onOpenChange={close}
          title={`Leave ${name}?`}
          description="Somebody has to invite you to come back. What you made stays."
          confirmLabel="Leave"
          pending={leave.isPending}
          error={leave.error?.message ?? null}
          onConfirm={() => leave.mutate(undefined, { onSuccess: onGone })}
        />
      )}
      {asking === "delete" && <DeleteDialog name={name} onClose={close} onGone={onGone} />}
    </Section>
  );
}

interface DeedProps {
  words: string;
  label: string;
  onClick: () => void;
}

function Deed({ words, label, onClick }: DeedProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <p className="min-w-0 flex-1 basis-64 text-muted-foreground">{words}</p>
      <Button variant="destructive" onClick={onClick}>
        {label}
      </Button>
    </div>
  );
}

interface DeleteDialogProps {
  name: string;
  onClose: () => void;
  onGone: () => void;
}

function DeleteDialog({ name, onClose, onGone }: DeleteDialogProps) {
  const [typed, setTyped] = useState("");
  const { end } = useOrganizationDeeds();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (typed.trim() === name && !end.isPending) end.mutate(typed.trim(), { onSuccess: onGone });
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Delete ${name}?`}
      description="Everything in it goes for everybody, at once. It cannot be brought back."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form="delete-organization"
            variant="destructive"
            disabled={typed.trim() !== name}
            pending={end.isPending}
          >
            Delete for everybody
          </Button>
        </>
      }
    >
      <form id="delete-organization" onSubmit={submit}>
        <Input
          label={`Type “${name}” to confirm`}
          required
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          error={end.error?.message}
        />
      </form>
    </Dialog>
  );
}
