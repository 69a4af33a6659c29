import type { ReactNode } from "react";
import { NavLink } from "react-router";

import { cn } from "@/lib/cn";

interface SettingsLayoutProps {
  title: string;
  /** Whose settings these are. */
  subtitle?: string;
  /** Where the sections live: "/organization". */
  base: string;
  sections: readonly { id: string; label: string }[];
  children: ReactNode;
}

/** A heading, the sections to choose from (beside, or above on a phone), and the one that is shown. */
export function SettingsLayout({ title, subtitle, base, sections, children }: SettingsLayoutProps) {
  return (
    <div className="mx-auto flex w-full max-w-6xl flex-col gap-6 p-4 lg:p-8">
      <div>
        <h1 className="text-xl/7 font-semibold outline-none">{title}</h1>
        {subtitle !== undefined && <p className="text-muted-foreground">{subtitle}</p>}
      </div>
      <div className="flex min-w-0 flex-col gap-6 lg:flex-row lg:gap-8">
        <nav
          aria-label={title}
          className="-mx-4 flex shrink-0 gap-0.5 overflow-x-auto border-b px-4 pb-2 lg:mx-0 lg:w-44 lg:flex-col lg:overflow-visible lg:border-b-0 lg:p-0"
        >
          {sections.map(({ id, label }) => (
            <NavLink
              key={id}
              to={`${base}/${id}`}
              className={({ isActive }) =>
                cn(
                  "flex h-8 shrink-0 items-center rounded-md px-2 -outline-offset-2 hover:bg-accent pointer-coarse:h-10",
                  isActive
                    ? "bg-accent font-medium text-accent-foreground"
                    : "text-muted-foreground hover:text-foreground",
                )
              }
            >
              {label}
            </NavLink>
          ))}
        </nav>
        <div className="flex min-w-0 flex-1 flex-col gap-8">{children}</div>
      </div>
    </div>
  );
}
