import { CircleAlert, Info, OctagonAlert, TriangleAlert } from "lucide-react";

import type { Schemas } from "@/lib/api/types";
import { cn } from "@/lib/cn";

const looks: Record<Schemas["Severity"], { icon: typeof Info; tint: string; word: string }> = {
  critical: { icon: OctagonAlert, tint: "text-bad", word: "Critical" },
  high: { icon: CircleAlert, tint: "text-bad", word: "High" },
  medium: { icon: TriangleAlert, tint: "text-warn", word: "Medium" },
  low: { icon: Info, tint: "text-muted-foreground", word: "Low" },
};

export function SeverityMark({ severity }: { severity: Schemas["Severity"] }) {
  const { icon: Icon, tint, word } = looks[severity];
  return (
    <span className={cn("inline-flex items-center gap-1 text-xs font-medium", tint)}>
      <Icon aria-hidden="true" className="size-3.5" />
      {word}
    </span>
  );
}
