import { Button } from "@/components/ui/button";
import type { Schemas } from "@/lib/api/types";
import { formatMoney } from "@/lib/format/money";

import { Part } from "./evidence-parts";

type Saving = Schemas["Saving"];

interface BudgetEvidenceProps {
  spending: Schemas["Spending"];
  fits: boolean;
  pending: boolean;
  onSave: (saving: Saving) => void;
}

/** What could be given up to stay within a limit, what is lost by it, and what it saves. */
export function BudgetEvidence({ spending, fits, pending, onSave }: BudgetEvidenceProps) {
  const { limit, now, fixed, after, needed, savings } = spending;
  const rest = savings.filter((each) => !needed.some(({ order }) => order === each.order));
  return (
    <>
      <p className="tabular-nums">
        {formatMoney(now)} a month, {formatMoney(fixed)} of it fixed, against a limit of{" "}
        {formatMoney(limit)}:{" "}
        {fits
          ? `fits, with ${difference(limit, now)} left.`
          : `${difference(now, limit)} too much, ${formatMoney(after)} after the savings that are needed.`}
      </p>
      {spending.share !== null && spending.share !== undefined && !fits && (
        <p>As it stands, about {Number(spending.share) * 100} % of today’s traffic would fit.</p>
      )}
      <Savings title="Needed" savings={needed} {...{ pending, onSave }} />
      <Savings
        title={needed.length > 0 ? "Also possible" : "Could be given up"}
        savings={rest}
        {...{ pending, onSave }}
      />
    </>
  );
}

function difference(one: Schemas["Money"], other: Schemas["Money"]): string {
  const amount = String(Number(one.amount) - Number(other.amount));
  return formatMoney({ amount, currency: one.currency });
}

type SavingsProps = Pick<BudgetEvidenceProps, "pending" | "onSave"> & {
  title: string;
  savings: readonly Saving[];
};

function Savings({ title, savings, pending, onSave }: SavingsProps) {
  if (savings.length === 0) return null;
  return (
    <Part title={title}>
      <ul className="divide-y rounded-lg border bg-card">
        {savings.map((saving) => (
          <li key={saving.order} className="px-3 py-2">
            <div className="flex justify-between gap-3">
              <span className="font-medium">
                {saving.order.slice(0, 1).toUpperCase() + saving.order.slice(1)}
              </span>
              <span className="shrink-0 tabular-nums">−{formatMoney(saving.saves)}</span>
            </div>
            <p className="text-muted-foreground">Lost by it: {saving.loses}.</p>
            <Button
              size="small"
              className="mt-1.5"
              pending={pending}
              aria-label={`Do this: ${saving.order}`}
              onClick={() => onSave(saving)}
            >
              Do this
            </Button>
          </li>
        ))}
      </ul>
    </Part>
  );
}
