import { useState, type SyntheticEvent } from "react";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Input } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { Tick } from "@/components/ui/tick";

import { useApiKeyDeeds } from "../hooks/use-organization";
import type { CreatedApiKey, NewApiKey, Scope } from "../model/wire";

const lifetimes = [
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "One year" },
  { value: "", label: "Until it is revoked" },
];

interface NewKeyDialogProps {
  /** What a key of this person may be allowed to do. */
  scopes: readonly Scope[];
  onClose: () => void;
  onCreated: (created: CreatedApiKey) => void;
}

export function NewKeyDialog({ scopes, onClose, onCreated }: NewKeyDialogProps) {
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState<NewApiKey["scopes"]>([]);
  const [days, setDays] = useState("90");
  const { create } = useApiKeyDeeds();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (create.isPending || chosen.length === 0) return;
    create.mutate(
      {
        name: name.trim(),
        scopes: chosen,
        expires_in_days: days === "" ? null : Number(days),
      },
      { onSuccess: onCreated },
    );
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="New API key"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form="new-key"
            variant="primary"
            disabled={chosen.length === 0}
            pending={create.isPending}
          >
            Create key
          </Button>
        </>
      }
    >
      <form id="new-key" onSubmit={submit} className="flex flex-col gap-3">
        <Input
          label="Name"
          required
          maxLength={80}
          placeholder="Nightly bundle"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <fieldset>
          <legend className="text-sm font-medium">It may</legend>
          {scopes.map(({ scope, meaning }) => (
            <Tick
              key={scope}
              label={meaning}
              detail={<code className="font-mono">{scope}</code>}
              checked={chosen.includes(scope)}
              onChange={(checked) =>
                setChosen(checked ? [...chosen, scope] : chosen.filter((each) => each !== scope))
              }
            />
          ))}
        </fieldset>
        <Select
          label="Works for"
          choices={lifetimes}
          value={days}
          onChange={(event) => setDays(event.target.value)}
        />
        {create.error !== null && <Notice tone="bad">{create.error.message}</Notice>}
      </form>
    </Dialog>
  );
}
