import { useState } from "react";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Input } from "@/components/ui/field";

import { useFarewell } from "../hooks/use-profile";

export function DeleteDialog({ email, onClose }: { email: string; onClose: () => void }) {
  const [typed, setTyped] = useState("");
  const { remove } = useFarewell();
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Delete your account?"
      description="It cannot be brought back: your sign-ins, your personal organisation and all designs in it go. Organisations of which you are the only owner need another owner first."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="destructive"
            disabled={typed.trim().toLowerCase() !== email.toLowerCase()}
            pending={remove.isPending}
            onClick={() => remove.mutate(email)}
          >
            Delete account
          </Button>
        </>
      }
    >
      <Input
        label={`Write ${email} to confirm`}
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        error={remove.error?.message}
      />
    </Dialog>
  );
}
