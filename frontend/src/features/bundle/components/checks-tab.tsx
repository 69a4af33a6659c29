import { CircleAlert, Info, TriangleAlert } from "lucide-react";

import { StatusBadge, type Status } from "@/components/ui/badge";
import { cn } from "@/lib/cn";
import { countOf } from "@/lib/format/number";

import {
  countLevel,
  type ArtifactDetail,
  type Check,
  type Match,
  type Place,
} from "../model/bundle";

interface ChecksTabProps {
  checks: ArtifactDetail["checks"];
  paths: ReadonlySet<string>;
  onPlace: (place: Place) => void;
}

/** What each tool said, with file and line; then what did not run here, and what would run it. */
export function ChecksTab({ checks, paths, onPlace }: ChecksTabProps) {
  const verdict = checks.checks.find((check) => check.id === "consistency");
  const others = checks.checks.filter((check) => check !== verdict);
  return (
    <div className="flex flex-col gap-4 p-4">
      {verdict !== undefined && <Verdict check={verdict} {...{ paths, onPlace }} />}
      {others.map((check) => (
        <CheckCard key={`${check.id} ${check.title}`} check={check} {...{ paths, onPlace }} />
      ))}
      {checks.not_run.length > 0 && (
        <section className="rounded-lg border bg-card p-4">
          <h3 className="font-medium">Not run here</h3>
          <ul className="mt-1 list-disc pl-5 text-muted-foreground">
            {checks.not_run.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

type CardProps = Omit<ChecksTabProps, "checks"> & { check: Check };

function Verdict({ check, ...rest }: CardProps) {
  const holds = countLevel(check, "error") === 0;
  return (
    <section
      aria-label="Consistency"
      className={cn("rounded-lg border p-4", holds ? "bg-ok-surface" : "bg-bad-surface")}
    >
      <StatusBadge status={holds ? "ok" : "bad"} className="font-medium">
        {holds ? "Every file describes the same design" : "The files contradict each other"}
      </StatusBadge>
      <p className="mt-1 text-muted-foreground">{check.proves}</p>
      <Matches check={check} {...rest} />
    </section>
  );
}

function CheckCard({ check, ...rest }: CardProps) {
  const { status, words } = outcomeOf(check);
  return (
    <section className="rounded-lg border bg-card p-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 className="font-medium">{check.title}</h3>
        <StatusBadge status={status}>{words}</StatusBadge>
      </div>
      <p className="text-xs text-muted-foreground">
        {check.tool} {check.version}
      </p>
      <p className="mt-1 text-muted-foreground">{check.proves}</p>
      <Matches check={check} {...rest} />
    </section>
  );
}

function outcomeOf(check: Check): { status: Status; words: string } {
  const errors = countLevel(check, "error");
  const warnings = countLevel(check, "warning");
  if (!check.ran) return { status: "skipped", words: "Did not run" };
  if (errors > 0) return { status: "bad", words: countOf(errors, "error") };
  if (warnings > 0) return { status: "warn", words: countOf(warnings, "warning") };
  const notes = countLevel(check, "informational");
  return { status: "ok", words: notes > 0 ? `Passed, ${countOf(notes, "note")}` : "Nothing found" };
}

const levels: Record<Match["level"], { icon: typeof Info; tint: string; word: string }> = {
  error: { icon: CircleAlert, tint: "text-bad", word: "Error" },
  warning: { icon: TriangleAlert, tint: "text-warn", word: "Warning" },
  informational: { icon: Info, tint: "text-muted-foreground", word: "Note" },
};

function Matches({ check, paths, onPlace }: CardProps) {
  if (check.matches.length === 0) return null;
  return (
    <ul className="mt-3 flex flex-col gap-2 border-t pt-3">
      {check.matches.map((match, index) => {
        const { icon: Icon, tint, word } = levels[match.level];
        return (
          <li key={`${match.rule} ${match.file} ${index}`}>
            <span className={cn("mr-2 inline-flex items-center gap-1 text-xs font-medium", tint)}>
              <Icon aria-hidden="true" className="size-3.5" />
              {word}
            </span>
            {match.message}
            <div className="flex flex-wrap gap-x-3 text-xs text-muted-foreground">
              <code className="font-mono">{match.rule}</code>
              <Where match={match} known={paths.has(match.file)} onPlace={onPlace} />
            </div>
          </li>
        );
      })}
    </ul>
  );
}

interface WhereProps {
  match: Match;
  known: boolean;
  onPlace: (place: Place) => void;
}

function Where({ match, known, onPlace }: WhereProps) {
  if (match.file === "") return null;
  const words = match.line > 0 ? `${match.file}:${match.line}` : match.file;
  if (!known) return <code className="font-mono wrap-anywhere">{words}</code>;
  return (
    <button
      type="button"
      onClick={() => onPlace({ path: match.file, line: match.line > 0 ? match.line : null })}
      className="min-h-6 rounded text-left font-mono text-primary underline-offset-2 wrap-anywhere hover:underline"
    >
      {words}
    </button>
  );
}
