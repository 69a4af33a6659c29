import { useState, type SyntheticEvent } from "react";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Input } from "@/components/ui/field";

import type { RecoveryCodes } from "../model/wire";

type Deeds<Answer> = Pick<CodeDialogProps<Answer>, "deed" | "onDone" | "onClose">;

interface CodeDialogProps<Answer> {
  title: string;
  description: string;
  submit: string;
  tone: "primary" | "destructive";
  deed: {
    mutate: (code: string, callbacks: { onSuccess: (answer: Answer) => void }) => void;
    isPending: boolean;
    error: Error | null;
  };
  onDone: (answer: Answer) => void;
  onClose: () => void;
}

/** Something that only the second factor may allow. */
function CodeDialog<Answer>(props: CodeDialogProps<Answer>) {
  const { title, description, submit, tone, deed, onDone, onClose } = props;
  const [code, setCode] = useState("");
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!deed.isPending) deed.mutate(code.replace(/\s/g, ""), { onSuccess: onDone });
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={title}
      description={description}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="code" variant={tone} pending={deed.isPending}>
            {submit}
          </Button>
        </>
      }
    >
      <form id="code" onSubmit={send}>
        <Input
          label="Code of your authenticator, or a recovery code"
          required
          autoComplete="one-time-code"
          value={code}
          onChange={(event) => setCode(event.target.value)}
          error={deed.error?.message}
        />
      </form>
    </Dialog>
  );
}

export function RemoveDialog(props: Deeds<unknown>) {
  return (
    <CodeDialog
      title="Remove the second factor?"
      description="Your password alone will sign you in. An organisation that requires a second factor will lock you out until you set one up again."
      submit="Remove"
      tone="destructive"
      {...props}
    />
  );
}

export function RenewDialog(props: Deeds<RecoveryCodes>) {
  return (
    <CodeDialog
      title="New recovery codes"
      description="The codes that you have now stop working."
      submit="Make new codes"
      tone="primary"
      {...props}
    />
  );
}
