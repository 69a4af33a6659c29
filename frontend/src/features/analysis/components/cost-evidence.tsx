import { AssumptionField } from "@/components/figures/assumption-field";
import type { Schemas } from "@/lib/api/types";
import { formatMoney } from "@/lib/format/money";

import { factor } from "../model/what-if";

import { AskedFor, Part, Source } from "./evidence-parts";

type Option = Schemas["AnalysedOption"];
type Line = Schemas["PriceLine"];

interface CostEvidenceProps {
  option: Option;
  load: Option["analysis"]["loads"][number];
  /** At today's traffic, whose assumptions are the ones to correct. */
  today: Schemas["Estimate"];
  brief: Schemas["Brief"];
  onState: (assumptionId: string, value: string) => void;
  stating: string | null;
}

export function CostEvidence({ option, load, today, brief, onState, stating }: CostEvidenceProps) {
  const { estimate, times } = load;
  return (
    <>
      <p className="tabular-nums">
        <span className="text-xl/7 font-semibold">{formatMoney(estimate.total)}</span> a month,{" "}
        {formatMoney(estimate.fixed)} of it fixed and {formatMoney(estimate.usage)} by use. List
        prices of {estimate.region}, {estimate.as_of}, 730 hours, before tax and discounts.
      </p>
      <AskedFor option={option} brief={brief} kind="budget" />
      <Broken traced={load.newly_unmet} times={times} />
      <Part title="Line items">
        <LineItems estimate={estimate} titles={option.titles} />
      </Part>
      <Part title="Assumptions">
        <p className="mb-1.5 text-muted-foreground">
          {Number(times) === 1
            ? "A corrected figure prices every option again, at every load."
            : `Today’s figures; what comes a month counts ${factor(times)} times here.`}
        </p>
        <ul className="divide-y rounded-lg border bg-card">
          {usedIn(today).map((each) => (
            <li key={each.id} className="px-3 py-2">
              <AssumptionField
                // The server's value replaces what stands in the field.
                key={each.value}
                assumption={each}
                pending={stating === each.id}
                onState={(value) => onState(each.id, value)}
              />
            </li>
          ))}
        </ul>
      </Part>
    </>
  );
}

/** Those that a line is computed from or that somebody stated, the ones that move the total most first. */
function usedIn(estimate: Schemas["Estimate"]): readonly Schemas["Assumption"][] {
  const used = new Set(estimate.lines.flatMap((line) => line.assumption_ids));
  const drivers = estimate.drivers.map((each) => each.assumption_id);
  const weight = (id: string) => (drivers.includes(id) ? drivers.indexOf(id) : drivers.length);
  return estimate.assumptions
    .filter((each) => used.has(each.id) || drivers.includes(each.id) || each.basis !== "default")
    .toSorted((one, other) => weight(one.id) - weight(other.id));
}

function Broken({ traced, times }: { traced: readonly Schemas["Traced"][]; times: string }) {
  if (traced.length === 0) return null;
  return (
    <div className="rounded-lg border bg-bad-surface p-3">
      <p className="font-medium">No longer met at {factor(times)}× traffic</p>
      <ul className="list-disc pl-5">
        {traced.map((each) => (
          <li key={each.requirement_id}>
            {each.statement}: {each.evidence}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface LineItemsProps {
  estimate: Schemas["Estimate"];
  titles: Option["titles"];
}

/** The dearest first; lines that cost nothing are counted, not listed. */
function LineItems({ estimate, titles }: LineItemsProps) {
  const paid = estimate.lines
    .filter((line) => Number(line.amount.amount) >= 0.005)
    .toSorted((one, other) => Number(other.amount.amount) - Number(one.amount.amount));
  const free = estimate.lines.length - paid.length;
  return (
    <>
      <ul className="divide-y rounded-lg border bg-card">
        {paid.map((line) => (
          <LineItem key={`${line.element_id} ${line.dimension_id}`} line={line} titles={titles} />
        ))}
        {estimate.unpriced.map((each) => (
          <li key={`${each.element_id} ${each.what}`} className="px-3 py-2">
            <div className="flex justify-between gap-3">
              <span>{each.what}</span>
              <span className="shrink-0 text-warn">not priced</span>
            </div>
            <p className="text-xs text-muted-foreground">{each.reason}</p>
          </li>
        ))}
      </ul>
      {free > 0 && (
        <p className="mt-1.5 text-xs text-muted-foreground">
          {free} more {free === 1 ? "line comes" : "lines come"} to less than a cent.
        </p>
      )}
    </>
  );
}

function LineItem({ line, titles }: { line: Line; titles: Option["titles"] }) {
  return (
    <li className="px-3 py-2">
      <div className="flex justify-between gap-3">
        <span className="min-w-0">
          <span className="font-medium">{titles[line.element_id] ?? line.element_id}</span>,{" "}
          {line.description}
        </span>
        <span className="shrink-0 font-medium tabular-nums">{formatMoney(line.amount)}</span>
      </div>
      <p className="text-xs text-muted-foreground">
        {line.formula} at {line.unit_price}
        {Number(line.allowance.amount) > 0 &&
          `, less ${formatMoney(line.allowance)} free of charge`}
      </p>
      <Source source={origins[line.status] ?? line.source} note={line.as_of} />
    </li>
  );
}

/** A source says where a price was read; these say why there is none. */
const origins: Partial<Record<Line["status"], string>> = {
  "recalled-unverified": "Not verified against the price list",
};
