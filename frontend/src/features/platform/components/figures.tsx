import type { ReactNode } from "react";

import { Card } from "@/components/ui/card";

/** A few numbers side by side, each with its name. */
export function Figures({ figures }: { figures: readonly { label: string; value: ReactNode }[] }) {
  return (
    <dl className="grid grid-cols-[repeat(auto-fit,minmax(8rem,1fr))] gap-3">
      {figures.map(({ label, value }) => (
        <Card key={label} className="p-3">
          <dt className="text-xs text-muted-foreground">{label}</dt>
          <dd className="text-base/6 font-semibold tabular-nums">{value}</dd>
        </Card>
      ))}
    </dl>
  );
}
