import { Check, Dot, X } from "lucide-react";
import type { ReactNode } from "react";

import type { Schemas } from "@/lib/api/types";

import type { SharedBrief } from "../api/shared";

import { PartSection } from "./part-section";

/** The design on one page, for those who decide about it. */
export function BriefPart({ brief }: { brief: SharedBrief }) {
  return (
    <PartSection title="In brief" alone>
      <div className="rounded-lg border bg-card p-5 sm:p-6 print:border-0 print:p-0">
        <div className="grid gap-6 sm:grid-cols-[1.6fr_1fr]">
          <Block title="Goal">
            <p className="text-base/6">{brief.goal}</p>
          </Block>
          <Block title="Cost">
            <p className="text-xl/7 font-semibold tabular-nums">{brief.amount}</p>
            <p className="mt-1 text-muted-foreground">{brief.span}</p>
          </Block>
        </div>
        {brief.steps.total > 0 && (
          <Block title="How it works" className="mt-6">
            <Lines lines={brief.steps} className="gap-x-8 sm:columns-2" />
          </Block>
        )}
        <div className="mt-6 grid gap-6 sm:grid-cols-2">
          <Block title={`Requirements met: ${String(brief.met.total)}`}>
            <Lines lines={brief.met} mark={<Check className="text-ok" />} />
          </Block>
          <Block title={`Not met: ${String(brief.unmet.total)}`}>
            <Lines lines={brief.unmet} mark={<X className="text-bad" />} />
          </Block>
          <Block title="Main decisions">
            <Lines
              lines={brief.decisions}
              mark={<Dot className="text-primary" />}
              none="No decision is recorded in the design."
            />
          </Block>
          <div className="flex flex-col gap-6">
            <Block title="Top risk">
              <p>{brief.risk}</p>
            </Block>
            <Block title={`To be decided before deployment: ${String(brief.needed.total)}`}>
              <Lines lines={brief.needed} mark={<Dot className="text-primary" />} />
            </Block>
          </div>
        </div>
        <p className="mt-6 border-t pt-3 text-xs text-muted-foreground">
          {brief.place}. {brief.foot}
        </p>
      </div>
    </PartSection>
  );
}

function Block({
  title,
  className = "",
  children,
}: {
  title: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div className={className}>
      <h3 className="mb-1.5 text-xs font-semibold text-muted-foreground">{title}</h3>
      {children}
    </div>
  );
}

interface LinesProps {
  lines: Schemas["SharedLines"];
  /** In front of each; the heading says the same in words. */
  mark?: ReactNode;
  none?: string;
  className?: string;
}

function Lines({ lines, mark, none = "None.", className = "" }: LinesProps) {
  const { shown, total } = lines;
  if (total === 0) return <p className="text-muted-foreground">{none}</p>;
  return (
    <ul className={className}>
      {shown.map((line) => (
        <li key={line} className="mb-1 flex break-inside-avoid items-start gap-1.5">
          {mark !== undefined && (
            <span aria-hidden="true" className="mt-0.5 shrink-0 [&_svg]:size-4">
              {mark}
            </span>
          )}
          <span className="min-w-0 wrap-anywhere">{line}</span>
        </li>
      ))}
      {total > shown.length && (
        <li className="text-muted-foreground">and {total - shown.length} more</li>
      )}
    </ul>
  );
}
