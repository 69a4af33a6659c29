import type { ComponentProps, ReactNode } from "react";

import { cn } from "@/lib/cn";

import { Tooltip } from "./tooltip";

interface IconButtonProps extends Omit<ComponentProps<"button">, "aria-label" | "children"> {
  /** The accessible name, also shown as the tooltip. */
  label: string;
  icon: ReactNode;
  shortcut?: string;
  size?: "regular" | "small";
  variant?: "ghost" | "secondary";
}

export function IconButton({
  label,
  icon,
  shortcut,
  size = "regular",
  variant = "ghost",
  className,
  type = "button",
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip text={label} {...(shortcut === undefined ? {} : { shortcut })}>
      <button
        type={type}
        aria-label={label}
        className={cn(
          "inline-flex shrink-0 items-center justify-center rounded-md border transition-colors",
          "disabled:cursor-not-allowed disabled:opacity-55 enabled:hover:bg-accent enabled:hover:text-foreground",
          size === "regular" ? "size-8 pointer-coarse:size-10" : "size-6 pointer-coarse:size-9",
          variant === "ghost"
            ? "border-transparent text-muted-foreground"
            : "border-border bg-card text-foreground",
          className,
        )}
        {...rest}
      >
        {icon}
      </button>
    </Tooltip>
  );
}
