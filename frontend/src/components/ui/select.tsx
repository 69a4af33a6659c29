import { useId, type ComponentProps } from "react";

import { cn } from "@/lib/cn";

interface SelectProps extends Omit<ComponentProps<"select">, "id"> {
  label: string;
  labelHidden?: boolean;
  hint?: string;
  choices: readonly { value: string; label: string }[];
}

/** The browser's own list, which every keyboard and phone knows. */
export function Select({
  label,
  labelHidden = false,
  hint,
  choices,
  className,
  ...rest
}: SelectProps) {
  const id = useId();
  return (
    <div className={cn("flex flex-col gap-1", className)}>
      <label htmlFor={id} className={labelHidden ? "sr-only" : "text-sm font-medium"}>
        {label}
      </label>
      <select
        id={id}
        aria-describedby={hint === undefined ? undefined : `${id}-note`}
        className="control control-text w-full min-w-0 rounded-md border border-input bg-card px-2 text-foreground disabled:cursor-not-allowed disabled:opacity-55"
        {...rest}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
      {hint !== undefined && (
        <p id={`${id}-note`} className="text-xs text-muted-foreground">
          {hint}
        </p>
      )}
    </div>
  );
}
