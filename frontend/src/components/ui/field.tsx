import { useId, type ComponentProps } from "react";

import { cn } from "@/lib/cn";

const boxClass =
  "control-text w-full rounded-md border border-input bg-card px-3 text-foreground placeholder:text-muted-foreground disabled:cursor-not-allowed disabled:opacity-55 aria-invalid:border-destructive";

interface FieldProps {
  label: string;
  /** Keep the label for assistive technology only. */
  labelHidden?: boolean;
  hint?: string | undefined;
  error?: string | undefined;
}

type InputProps = FieldProps & Omit<ComponentProps<"input">, "id">;

export function Input({ label, labelHidden = false, hint, error, className, ...rest }: InputProps) {
  const id = useId();
  return (
    <Labelled {...{ id, label, labelHidden, hint, error, className }}>
      <input
        id={id}
        className={cn(boxClass, "control")}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={noteId(id, hint, error)}
        {...rest}
      />
    </Labelled>
  );
}

type TextareaProps = FieldProps & Omit<ComponentProps<"textarea">, "id">;

export function Textarea({
  label,
  labelHidden = false,
  hint,
  error,
  className,
  ...rest
}: TextareaProps) {
  const id = useId();
  return (
    <Labelled {...{ id, label, labelHidden, hint, error, className }}>
      <textarea
        id={id}
        className={cn(boxClass, "min-h-20 resize-y py-2")}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={noteId(id, hint, error)}
        {...rest}
      />
    </Labelled>
  );
}

function noteId(id: string, hint?: string, error?: string): string | undefined {
  return hint === undefined && error === undefined ? undefined : `${id}-note`;
}

interface LabelledProps extends FieldProps {
  id: string;
  className?: string | undefined;
  children: React.ReactNode;
}

function Labelled({ id, label, labelHidden, hint, error, className, children }: LabelledProps) {
  return (
    <div className={cn("flex flex-col gap-1", className)}>
      <label htmlFor={id} className={labelHidden === true ? "sr-only" : "text-sm font-medium"}>
        {label}
      </label>
      {children}
      {(error ?? hint) !== undefined && (
        <p
          id={`${id}-note`}
          className={cn("text-xs", error === undefined ? "text-muted-foreground" : "text-bad")}
        >
          {error ?? hint}
        </p>
      )}
    </div>
  );
}
