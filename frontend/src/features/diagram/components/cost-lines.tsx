import type { Schemas } from "@/lib/api/types";

import { compactMoney } from "../model/words";

interface CostLinesProps {
  lines: readonly Schemas["PriceLine"][];
  unpriced: readonly Schemas["Unpriced"][];
}

const origins: Record<Schemas["PriceLine"]["status"], string> = {
  "price-list-derived": "from the AWS price list",
  sourced: "from a published source",
  "recalled-unverified": "not verified against the price list",
};

/** Each line with how it was computed and how sure its price is; the amounts are monthly. */
export function CostLines({ lines, unpriced }: CostLinesProps) {
  if (lines.length === 0 && unpriced.length === 0) {
    return <p className="text-muted-foreground">Nothing here costs anything.</p>;
  }
  return (
    <ul className="flex flex-col gap-2">
      {lines.map((line) => (
        <li key={line.dimension_id}>
          <div className="flex justify-between gap-3">
            <span className="min-w-0">{line.description}</span>
            <span className="shrink-0 tabular-nums">{compactMoney(line.amount)}</span>
          </div>
          <p className="text-xs text-muted-foreground">
            {line.formula} at {line.unit_price}
            {Number(line.allowance.amount) > 0 &&
              `, less ${compactMoney(line.allowance)} that is free of charge`}
            . Price {origins[line.status]}
            {line.as_of !== "" && `, ${line.as_of}`}.
          </p>
        </li>
      ))}
      {unpriced.map((each) => (
        <li key={each.what}>
          <div className="flex justify-between gap-3">
            <span className="min-w-0">{each.what}</span>
            <span className="shrink-0">not priced</span>
          </div>
          <p className="text-xs text-muted-foreground">{each.reason}</p>
        </li>
      ))}
    </ul>
  );
}
