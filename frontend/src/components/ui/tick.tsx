import { useId, type ReactNode } from "react";

interface TickProps {
  label: string;
  detail?: ReactNode;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
}

/** A box to tick, with a sentence on what it does. */
export function Tick({ label, detail, checked, disabled = false, onChange }: TickProps) {
  const id = useId();
  return (
    <div className="flex min-h-8 items-start gap-2 py-1 pointer-coarse:min-h-10">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        disabled={disabled}
        aria-describedby={detail === undefined ? undefined : `${id}-note`}
        onChange={(event) => onChange(event.target.checked)}
        className="mt-0.5 size-4 shrink-0 accent-primary"
      />
      <div className="min-w-0">
        <label htmlFor={id}>{label}</label>
        {detail !== undefined && (
          <p id={`${id}-note`} className="text-xs text-muted-foreground">
            {detail}
          </p>
        )}
      </div>
    </div>
  );
}
