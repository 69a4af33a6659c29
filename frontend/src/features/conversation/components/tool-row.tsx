import { ChevronRight, CircleAlert, LoaderCircle, ShieldX, Wrench } from "lucide-react";

import { countOf, formatDuration } from "@/lib/format/number";

import type { ToolTrace } from "../model/activities";
import { toolSummary } from "../model/rows";

/** "Used 3 tools · 0.4 s", open to what each was given and what it said. */
export function ToolRow({ traces }: { traces: readonly ToolTrace[] }) {
  const { running, failed, milliseconds } = toolSummary(traces);
  return (
    <details className="group text-sm">
      <summary className="-ml-1 flex min-h-7 w-fit max-w-full list-none items-center gap-1.5 rounded-md px-1 text-muted-foreground hover:text-foreground pointer-coarse:min-h-10 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden="true"
          className="size-3.5 shrink-0 transition-transform group-open:rotate-90"
        />
        {running === undefined ? (
          <Wrench aria-hidden="true" className="size-3.5 shrink-0" />
        ) : (
          <LoaderCircle aria-hidden="true" className="size-3.5 shrink-0 animate-spin" />
        )}
        <span className="truncate tabular-nums">
          {running === undefined
            ? `Used ${countOf(traces.length, "tool")} · ${formatDuration(milliseconds)}`
            : `${running.title} …`}
        </span>
        {failed > 0 && (
          <span className="flex shrink-0 items-center gap-1 text-warn">
            <CircleAlert aria-hidden="true" className="size-3.5" />
            {failed} failed
          </span>
        )}
      </summary>
      <ol className="mt-1 flex flex-col gap-2 border-l pl-3">
        {traces.map((trace, index) => (
          <Trace key={index} trace={trace} />
        ))}
      </ol>
    </details>
  );
}

const statusWords = { running: "running", ok: "", error: "failed", refused: "refused" };

function Trace({ trace }: { trace: ToolTrace }) {
  const word = statusWords[trace.status];
  return (
    <li className="flex min-w-0 flex-col gap-1">
      <p className="flex flex-wrap items-center gap-x-2">
        <span className="font-medium">{trace.title}</span>
        {word !== "" && (
          <span className="flex items-center gap-1 text-warn">
            {trace.status === "refused" && <ShieldX aria-hidden="true" className="size-3.5" />}
            {word}
          </span>
        )}
        <span className="text-xs text-muted-foreground tabular-nums">
          {trace.server} · <code className="font-mono">{trace.name}</code> ·{" "}
          {formatDuration(trace.milliseconds)}
        </span>
      </p>
      {hasArguments(trace.arguments) && (
        <pre
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          aria-label={`What ${trace.title} was given`}
          className="max-h-40 overflow-auto rounded-md bg-muted p-2 font-mono text-xs break-words whitespace-pre-wrap"
        >
          {spelled(trace.arguments)}
        </pre>
      )}
      {trace.summary !== "" && <p className="text-muted-foreground">{trace.summary}</p>}
      {trace.sources.length > 0 && (
        <ul aria-label="Sources" className="flex flex-wrap gap-x-3 gap-y-1">
          {trace.sources.map((source) => (
            <li key={`${source.url}${source.title}`}>
              <Source title={source.title} url={source.url} />
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function Source({ title, url }: { title: string; url: string }) {
  if (!/^https?:\/\//.test(url)) return <span className="text-muted-foreground">{title}</span>;
  return (
    <a
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      className="text-primary underline underline-offset-2"
    >
      {title}
    </a>
  );
}

function hasArguments(value: unknown): boolean {
  if (typeof value === "string") return value !== "";
  return typeof value === "object" && value !== null && Object.keys(value).length > 0;
}

function spelled(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}
