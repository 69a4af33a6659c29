import { CircleAlert, CircleCheck, Info } from "lucide-react";
import type { ReactNode } from "react";

import { cn } from "@/lib/cn";

const looks = {
  info: { icon: Info, tint: "text-muted-foreground", surface: "bg-muted" },
  ok: { icon: CircleCheck, tint: "text-ok", surface: "bg-ok-surface" },
  warn: { icon: CircleAlert, tint: "text-warn", surface: "bg-warn-surface" },
  bad: { icon: CircleAlert, tint: "text-bad", surface: "bg-bad-surface" },
};

interface NoticeProps {
  tone: keyof typeof looks;
  children: ReactNode;
  action?: ReactNode;
}

/** A sentence that stands in the way of the eye; bad news is read out at once. */
export function Notice({ tone, children, action }: NoticeProps) {
  const { icon: Icon, tint, surface } = looks[tone];
  return (
    <div
      role={tone === "bad" ? "alert" : "status"}
      className={cn("flex flex-wrap items-start gap-x-3 gap-y-2 rounded-lg border p-3", surface)}
    >
      <Icon aria-hidden="true" className={cn("mt-0.5 size-4 shrink-0", tint)} />
      <div className="min-w-0 flex-1 basis-40 break-words">{children}</div>
      {action}
    </div>
  );
}
