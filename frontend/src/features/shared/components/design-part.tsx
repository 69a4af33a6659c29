import { StatusBadge, type Status } from "@/components/ui/badge";
import type { Schemas } from "@/lib/api/types";
import { formatMoney, formatMonthly } from "@/lib/format/money";
import { countOf } from "@/lib/format/number";

import type { SharedParts } from "../api/shared";

import { PartSection } from "./part-section";

/** Components, requirements and cost, to read. */
export function DesignPart({ parts }: { parts: SharedParts }) {
  return (
    <>
      <PartSection
        title="Components"
        aside={<Quiet>{countOf(parts.components.length, "component")}</Quiet>}
      >
        <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3 print:grid-cols-2">
          {parts.components.map((each) => (
            <Component key={each.id} component={each} />
          ))}
        </ul>
      </PartSection>
      {parts.requirements.length > 0 && (
        <PartSection title="Requirements">
          <ul className="divide-y rounded-lg border bg-card">
            {parts.requirements.map((each) => (
              <li
                key={each.statement}
                className="flex flex-col gap-x-4 gap-y-1 p-4 break-inside-avoid sm:flex-row"
              >
                <StatusBadge
                  status={marks[each.status].status}
                  className="w-36 shrink-0 self-start"
                >
                  {marks[each.status].word}
                </StatusBadge>
                <div className="min-w-0">
                  <p className="font-medium">{each.statement}</p>
                  <p className="text-muted-foreground">{each.evidence}</p>
                </div>
              </li>
            ))}
          </ul>
        </PartSection>
      )}
      <Cost parts={parts} />
    </>
  );
}

const marks: Record<Schemas["Status"], { status: Status; word: string }> = {
  met: { status: "ok", word: "Met" },
  partly: { status: "warn", word: "Partly met" },
  unmet: { status: "bad", word: "Not met" },
  not_assessable: { status: "waiting", word: "Not assessable" },
};

function Component({ component }: { component: Schemas["SharedComponent"] }) {
  return (
    <li className="flex gap-3 rounded-lg border bg-card p-3 break-inside-avoid">
      <img
        src={`/api/v1/icons/${component.icon}.svg`}
        alt=""
        className={`size-9 shrink-0 ${component.external ? "rounded-md dark:bg-foreground" : ""}`}
      />
      <div className="min-w-0 flex-1">
        <h3 className="font-semibold wrap-anywhere">{component.title}</h3>
        <p className="flex flex-wrap justify-between gap-x-3 text-xs text-muted-foreground">
          {component.service}
          {component.monthly_cost !== null && (
            <span className="tabular-nums">{formatMonthly(component.monthly_cost)}</span>
          )}
        </p>
        {component.purpose !== "" && <p className="mt-1">{component.purpose}</p>}
      </div>
    </li>
  );
}

function Cost({ parts }: { parts: SharedParts }) {
  const { total, low, high, lines, unpriced, prices_of: pricesOf, sla_floor: floor } = parts;
  return (
    <PartSection
      title="Cost a month"
      aside={<span className="text-lg/7 font-semibold tabular-nums">{formatMoney(total)}</span>}
    >
      <p className="mb-3 text-muted-foreground">
        Between {formatMoney(low)} and {formatMoney(high)}, depending on use. List prices of{" "}
        {pricesOf}, before discounts and tax.
        {unpriced > 0 && ` ${countOf(unpriced, "item")} without a known price not counted.`}
        {floor.percent !== null && ` SLA floor ${floor.percent} %.`}
      </p>
      <div className="overflow-x-auto rounded-lg border bg-card">
        <table className="w-full text-left">
          <thead className="border-b text-xs text-muted-foreground">
            <tr>
              <th scope="col" className="px-4 py-2 font-semibold">
                Component
              </th>
              <th scope="col" className="px-4 py-2 font-semibold">
                What is charged
              </th>
              <th scope="col" className="px-4 py-2 text-right font-semibold">
                A month
              </th>
            </tr>
          </thead>
          <tbody className="divide-y">
            {lines.map((line, at) => (
              // Two lines of one component may read alike.
              <tr key={`${line.component} ${String(at)}`} className="break-inside-avoid align-top">
                <td className="px-4 py-2">{line.component}</td>
                <td className="min-w-44 px-4 py-2">
                  {line.description}
                  <span className="block text-xs text-muted-foreground">{line.quantity}</span>
                </td>
                <td className="px-4 py-2 text-right whitespace-nowrap tabular-nums">
                  {tiny(line.amount) ? "<$0.01" : formatMoney(line.amount)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </PartSection>
  );
}

/** What would be shown as nothing, although it costs something. */
function tiny({ amount, currency }: Schemas["Money"]): boolean {
  return currency === "USD" && Number(amount) > 0 && Number(amount) < 0.005;
}

function Quiet({ children }: { children: React.ReactNode }) {
  return <span className="text-muted-foreground">{children}</span>;
}
