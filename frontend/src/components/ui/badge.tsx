import {
  Ban,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  LoaderCircle,
  TriangleAlert,
} from "lucide-react";
import type { ReactNode } from "react";

import { cn } from "@/lib/cn";

interface BadgeProps {
  icon?: ReactNode;
  children: ReactNode;
  className?: string;
}

/** A quiet label: a region, a count, "Example". */
export function Badge({ icon, children, className }: BadgeProps) {
  return (
    <span
      className={cn(
        "inline-flex h-5 items-center gap-1 rounded border bg-muted px-1.5 text-xs whitespace-nowrap text-muted-foreground [&_svg]:size-3",
        className,
      )}
    >
      {icon}
      {children}
    </span>
  );
}

export type Status = "ok" | "warn" | "bad" | "running" | "waiting" | "skipped";

const look: Record<Status, { icon: typeof CircleCheck; tint: string }> = {
  ok: { icon: CircleCheck, tint: "text-ok" },
  warn: { icon: TriangleAlert, tint: "text-warn" },
  bad: { icon: CircleAlert, tint: "text-bad" },
  running: { icon: LoaderCircle, tint: "text-primary" },
  waiting: { icon: CircleDashed, tint: "text-muted-foreground" },
  skipped: { icon: Ban, tint: "text-muted-foreground" },
};

interface StatusBadgeProps {
  status: Status;
  /** The word beside the icon; colour alone says nothing. */
  children: ReactNode;
  className?: string;
}

export function StatusBadge({ status, children, className }: StatusBadgeProps) {
  const { icon: Icon, tint } = look[status];
  return (
    <span
      className={cn(
        "inline-flex items-center gap-1.5 align-middle text-sm whitespace-nowrap",
        tint,
        className,
      )}
    >
      <Icon
        aria-hidden="true"
        className={cn("size-4 shrink-0", status === "running" && "animate-spin")}
      />
      {children}
    </span>
  );
}
