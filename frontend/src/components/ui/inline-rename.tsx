import { Check, X } from "lucide-react";
import { useState, type SyntheticEvent } from "react";

import { isComposing } from "@/lib/keys";

import { IconButton } from "./icon-button";

interface InlineRenameProps {
  /** Names the field: "Design name". */
  label: string;
  value: string;
  onSave: (name: string) => void;
  onCancel: () => void;
  pending?: boolean;
  maxLength?: number;
}

/** Edits a name where it stands: Enter saves, Escape gives up; an unchanged or empty name is not sent. */
export function InlineRename({
  label,
  value,
  onSave,
  onCancel,
  pending = false,
  maxLength = 120,
}: InlineRenameProps) {
  const [name, setName] = useState(value);

  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    const next = name.trim();
    if (next === "" || next === value) onCancel();
    else onSave(next);
  };

  return (
    <form onSubmit={save} className="flex min-w-0 flex-1 items-center gap-1" aria-busy={pending}>
      <input
        aria-label={label}
        value={name}
        maxLength={maxLength}
        // The person asked for this field a moment ago, so the focus belongs here.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        onFocus={(event) => event.target.select()}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (isComposing(event.nativeEvent)) return;
          if (event.key === "Escape") {
            event.stopPropagation();
            onCancel();
          }
        }}
        className="control control-text w-full min-w-0 rounded-md border border-input bg-card px-2"
      />
      <IconButton type="submit" label="Save name" icon={<Check className="size-4" />} />
      <IconButton label="Cancel renaming" icon={<X className="size-4" />} onClick={onCancel} />
    </form>
  );
}
