import type { ReactNode } from "react";

import { cn } from "@/lib/cn";

export function FieldTitle({ htmlFor, children }: { htmlFor: string; children: ReactNode }) {
  return (
    <label htmlFor={htmlFor} className="text-sm font-medium">
      {children}
    </label>
  );
}

interface FieldNoteProps {
  id: string;
  hint: string;
  error?: string | undefined;
}

/** What is wrong with a field, else what it does. */
export function FieldNote({ id, hint, error }: FieldNoteProps) {
  return (
    <p
      id={id}
      className={cn("text-xs", error === undefined ? "text-muted-foreground" : "text-bad")}
    >
      {error ?? hint}
    </p>
  );
}

interface SectionProps {
  title: string;
  children: ReactNode;
}

/** Fields that belong together. */
export function Section({ title, children }: SectionProps) {
  return (
    <section className="flex flex-col gap-4 border-t pt-5 first:border-t-0 first:pt-0">
      <h3 className="text-base/6 font-semibold">{title}</h3>
      {children}
    </section>
  );
}
