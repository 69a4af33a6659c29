import type { ReactNode } from "react";
import { Link } from "react-router";

import { formatAgo, formatDateTime } from "@/lib/format/date";

/** How long ago, with the exact moment to point at. */
export function Ago({ at }: { at: string }) {
  return (
    <time dateTime={at} title={formatDateTime(at)}>
      {formatAgo(at)}
    </time>
  );
}

export function Muted({ children }: { children: ReactNode }) {
  return <span className="text-muted-foreground">{children}</span>;
}

/** The design that something belongs to. */
export function DesignLink({ id, name }: { id: string; name: string }) {
  return (
    <Link
      to={`/projects/${id}`}
      className="block truncate text-muted-foreground hover:text-foreground hover:underline"
    >
      {name}
    </Link>
  );
}
