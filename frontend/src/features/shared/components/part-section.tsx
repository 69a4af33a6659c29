import type { ReactNode } from "react";

interface PartSectionProps {
  title: string;
  /** Beside the title. */
  aside?: ReactNode;
  /** On paper it has its page to itself. */
  alone?: boolean;
  children: ReactNode;
}

/** One part of a shared design. */
export function PartSection({ title, aside, alone = false, children }: PartSectionProps) {
  return (
    <section
      aria-label={title}
      className={`mt-10 first-of-type:mt-0 ${alone ? "print:break-after-page" : ""}`}
    >
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-lg/7 font-semibold">{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
