import { useMemo } from "react";

import { cn } from "@/lib/cn";

import { diffLines, type DiffLine } from "../model/unified";

const signs: Record<DiffLine["kind"], string> = { hunk: "", same: " ", added: "+", removed: "−" };
const tints: Record<DiffLine["kind"], string> = {
  hunk: "bg-muted text-muted-foreground",
  same: "",
  added: "bg-ok-surface",
  removed: "bg-bad-surface",
};

/** Sign and number stand beside each line; the tint only helps. */
export function UnifiedDiff({ path, unified }: { path: string; unified: string }) {
  const lines = useMemo(() => diffLines(unified), [unified]);
  if (lines.length === 0) {
    return (
      <p className="px-4 pb-3 text-muted-foreground">
        This file is not text; it cannot be compared by line.
      </p>
    );
  }
  return (
    <div
      role="region"
      aria-label={`What changed in ${path}`}
      // A region that scrolls must be reachable by keyboard.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="max-h-120 overflow-auto border-t font-mono text-xs/[20px] -outline-offset-2"
    >
      <div className="w-max min-w-full">
        {lines.map((line, index) => (
          <div key={index} className={cn("flex whitespace-pre", tints[line.kind])}>
            <span
              aria-hidden="true"
              className="w-12 shrink-0 pr-3 text-right text-muted-foreground select-none"
            >
              {line.kind === "hunk" ? "" : (line.after ?? line.before)}
            </span>
            <span className="w-4 shrink-0 select-none">{signs[line.kind]}</span>
            <span className="pr-4">{line.text}</span>
          </div>
        ))}
      </div>
    </div>
  );
}
