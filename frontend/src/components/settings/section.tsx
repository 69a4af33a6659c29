import { useId, type ReactNode } from "react";

import { Card } from "@/components/ui/card";

interface SectionProps {
  title: string;
  /** What it is for, in one sentence. */
  description?: ReactNode;
  /** Right of the title. */
  action?: ReactNode;
  children: ReactNode;
}

/** One subject of a settings page. */
export function Section({ title, description, action, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-60">
          <h2 id={id} className="text-base/6 font-semibold">
            {title}
          </h2>
          {description !== undefined && <p className="text-muted-foreground">{description}</p>}
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}

/** The frame of fields and facts. */
export function Panel({ children }: { children: ReactNode }) {
  return <Card className="flex flex-col gap-4 p-4">{children}</Card>;
}
