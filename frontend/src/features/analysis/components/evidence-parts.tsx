import { ExternalLink, Quote } from "lucide-react";
import type { ReactNode } from "react";

import { StatusBadge } from "@/components/ui/badge";
import type { Schemas } from "@/lib/api/types";

/** A heading with what belongs to it. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1.5 font-semibold">{title}</h3>
      {children}
    </section>
  );
}

/** A link to where a figure comes from; a source that is no address stands as words. */
export function Source({ source, note }: { source: string; note?: string }) {
  const host = hostOf(source);
  return (
    <span className="text-xs wrap-anywhere text-muted-foreground">
      {host === null ? (
        source
      ) : (
        <a
          href={source}
          target="_blank"
          rel="noopener noreferrer"
          className="inline-flex items-center gap-1 text-primary hover:underline"
        >
          {host}
          <ExternalLink aria-hidden="true" className="size-3" />
          <span className="sr-only">(opens a new tab)</span>
        </a>
      )}
      {note !== undefined && note !== "" && `, ${note}`}
    </span>
  );
}

function hostOf(source: string): string | null {
  try {
    const { protocol, hostname } = new URL(source);
    return protocol === "https:" || protocol === "http:" ? hostname : null;
  } catch {
    return null;
  }
}

const verdicts: Readonly<
  Record<Schemas["Status"], { status: "ok" | "warn" | "bad" | "skipped"; word: string }>
> = {
  met: { status: "ok", word: "Met" },
  partly: { status: "warn", word: "Partly met" },
  unmet: { status: "bad", word: "Not met" },
  not_assessable: { status: "skipped", word: "Yours to judge" },
};

/** A requirement with its verdict, the words it came from and why. */
export function Verdict({ traced }: { traced: Schemas["Traced"] }) {
  const { status, word } = verdicts[traced.status];
  return (
    <div className="rounded-lg border bg-card p-3">
      <div className="flex flex-wrap items-center justify-between gap-x-3">
        <p className="font-medium">{traced.statement}</p>
        <StatusBadge status={status}>{word}</StatusBadge>
      </div>
      {traced.quote !== "" && (
        <p className="flex items-center gap-1.5 text-muted-foreground">
          <Quote aria-hidden="true" className="size-3.5 shrink-0" />
          <span>
            You wrote <q>{traced.quote}</q>
          </span>
        </p>
      )}
      <p className="mt-1 text-muted-foreground">{traced.evidence}</p>
    </div>
  );
}

type Kind = Schemas["Requirement"]["kind"];

interface AskedForProps {
  option: Schemas["AnalysedOption"];
  brief: Schemas["Brief"];
  kind: Kind;
}

/** The requirements of one kind, or that nobody asked for any. */
export function AskedFor({ option, brief, kind }: AskedForProps) {
  const ids = brief.requirements.filter((each) => each.kind === kind).map((each) => each.id);
  const traced = option.analysis.requirements.filter((each) => ids.includes(each.requirement_id));
  if (traced.length === 0)
    return <p className="text-muted-foreground">Nothing was asked for here yet.</p>;
  return (
    <div className="flex flex-col gap-2">
      {traced.map((each) => (
        <Verdict key={each.requirement_id} traced={each} />
      ))}
    </div>
  );
}
