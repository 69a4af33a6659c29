import { Quote } from "lucide-react";
import { useEffect, useRef } from "react";

import { Badge } from "@/components/ui/badge";
import { cn } from "@/lib/cn";

import type { Brief } from "../api/board";

type Requirement = Brief["requirements"][number];

interface FactListProps {
  requirements: readonly Requirement[];
  /** The one that somebody came here for; each new value takes the focus. */
  fact: { id: string } | null;
  /** Shows where a person said it. */
  onQuote: (id: string) => void;
}

export function FactList({ requirements, fact, onQuote }: FactListProps) {
  if (requirements.length === 0) return null;
  return (
    <section aria-labelledby="facts">
      <h2 id="facts" className="mb-2 text-base/6 font-semibold">
        Requirements
      </h2>
      <ul className="divide-y overflow-hidden rounded-lg border bg-card">
        {requirements.map((each) => (
          <FactRow
            key={each.id}
            requirement={each}
            asked={fact?.id === each.id ? fact : null}
            onQuote={onQuote}
          />
        ))}
      </ul>
    </section>
  );
}

const sources = { stated: "You wrote", answered: "You answered", assumed: "Assumed" } as const;

interface FactRowProps {
  requirement: Requirement;
  asked: { id: string } | null;
  onQuote: (id: string) => void;
}

function FactRow({ requirement, asked, onQuote }: FactRowProps) {
  const { id, statement, quote, source, kind } = requirement;
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (asked === null) return;
    row.current?.scrollIntoView({ block: "center" });
    row.current?.focus({ preventScroll: true });
  }, [asked]);
  return (
    <li
      ref={row}
      tabIndex={-1}
      className={cn(
        "flex items-start gap-3 px-4 py-2.5 -outline-offset-2",
        asked !== null && "bg-warn-surface",
      )}
    >
      <p className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3">
        <span className="font-medium">{statement}</span>
        {quote === "" ? (
          <span className="text-muted-foreground">{sources[source]}</span>
        ) : (
          <button
            type="button"
            aria-label={`Show in the chat: ${sources[source]} “${quote}”`}
            onClick={() => onQuote(id)}
            className="min-h-6 text-left text-muted-foreground hover:text-foreground hover:underline"
          >
            <Quote aria-hidden="true" className="mr-1 inline size-3 align-baseline" />
            {sources[source]} “{quote}”
          </button>
        )}
      </p>
      <Badge>{kind.replaceAll("_", " ")}</Badge>
    </li>
  );
}
