import type { ComponentProps, ReactNode } from "react";

import { cn } from "@/lib/cn";

import { Spinner } from "./spinner";

type ButtonVariant = "primary" | "secondary" | "ghost" | "destructive";
type ButtonSize = "regular" | "large" | "small";

const look: Record<ButtonVariant, string> = {
  primary: "border-transparent bg-primary text-primary-foreground enabled:hover:bg-primary/90",
  secondary: "border-border bg-card text-foreground enabled:hover:bg-accent",
  ghost: "border-transparent text-foreground enabled:hover:bg-accent",
  destructive:
    "border-transparent bg-destructive text-destructive-foreground enabled:hover:bg-destructive/90",
};

const extent: Record<ButtonSize, string> = {
  small: "h-7 px-2 text-xs pointer-coarse:h-10 pointer-coarse:px-3",
  regular: "control px-3 text-sm",
  large: "h-10 px-4 text-sm",
};

/** The classes of a button, for links that look like one. */
export function buttonClass(
  variant: ButtonVariant = "secondary",
  size: ButtonSize = "regular",
): string {
  return cn(
    "inline-flex shrink-0 items-center justify-center gap-2 rounded-md border font-medium whitespace-nowrap",
    "transition-colors select-none disabled:cursor-not-allowed disabled:opacity-55",
    look[variant],
    extent[size],
  );
}

interface ButtonProps extends ComponentProps<"button"> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: ReactNode;
  /** While set, the button is busy: it keeps its width and focus but does nothing. */
  pending?: boolean;
}

export function Button({
  variant = "secondary",
  size = "regular",
  icon,
  pending = false,
  className,
  children,
  onClick,
  type = "button",
  ...rest
}: ButtonProps) {
  return (
    <button
      type={type}
      className={cn(buttonClass(variant, size), className)}
      aria-busy={pending || undefined}
      aria-disabled={pending || undefined}
      onClick={pending ? (event) => event.preventDefault() : onClick}
      {...rest}
    >
      {pending ? <Spinner /> : icon}
      {children}
    </button>
  );
}
