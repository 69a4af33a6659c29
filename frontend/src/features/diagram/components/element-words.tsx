import { TriangleAlert } from "lucide-react";

import type { Schemas } from "@/lib/api/types";
import { cn } from "@/lib/cn";

import { compactMoney, isSerious } from "../model/words";

interface ElementProps {
  element: Schemas["Node"];
}

/** The worst open finding in a word, and how many more there are. */
export function Findings({ element }: ElementProps) {
  if (element.findings === 0) return null;
  return (
    <span
      className={cn(
        "inline-flex items-center gap-1 rounded border border-current px-1 text-[11px]/[16px] font-semibold in-data-far:sr-only",
        isSerious(element.worst) ? "text-bad" : "text-warn",
      )}
    >
      <TriangleAlert aria-hidden="true" className="size-3" />
      <Unseen>, </Unseen>
      {element.findings === 1 ? "1 " : ""}
      {element.worst ?? "open"}
      {element.findings === 1 ? (
        <Unseen> open finding</Unseen>
      ) : (
        <>
          <span aria-hidden="true">+{element.findings - 1}</span>
          <Unseen> and {element.findings - 1} more open findings</Unseen>
        </>
      )}
    </span>
  );
}

/** What the component costs a month, in at most seven characters. */
export function Cost({ element }: ElementProps) {
  if (element.monthly_cost === null) return null;
  return (
    <span className="rounded bg-muted px-1.5 text-[11px]/[18px] tabular-nums in-data-far:sr-only">
      <Unseen>, </Unseen>
      {compactMoney(element.monthly_cost)}
      <Unseen> a month</Unseen>
    </span>
  );
}

/** Said, not shown: it joins what the card shows into one sentence. */
export function Unseen({ children }: { children: React.ReactNode }) {
  return <span className="sr-only">{children}</span>;
}
