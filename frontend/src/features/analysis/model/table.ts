import type { Schemas } from "@/lib/api/types";
import { formatMoney } from "@/lib/format/money";
import { countOf } from "@/lib/format/number";

import { pointsOf } from "./severity";
import { factor, loadWords, usualLoads, type WhatIf } from "./what-if";

export type Option = Schemas["AnalysedOption"];
export type Spending = Schemas["OptionSpending"];
type Load = Option["analysis"]["loads"][number];

/** What a cell is about; its evidence is found by it. */
export type Subject =
  | { kind: "cost"; times: string }
  | { kind: "limits" }
  | { kind: "floor" | "recovery_time" | "recovery_point" | "operations" | "requirements" }
  | { kind: "findings"; pillar: Schemas["Pillar"] }
  | { kind: "zone" }
  | { kind: "budget" };

export interface Cell {
  words: string;
  note: string;
  tone: "plain" | "ok" | "warn" | "bad";
  /** For finding the best of a row: less is better. Null when it cannot be compared. */
  amount: number | null;
}

export interface Row {
  id: string;
  title: string;
  subject: Subject;
  cell: (option: Option) => Cell;
}

export interface Group {
  id: string;
  title: string;
  rows: readonly Row[];
}

const pillars: readonly [Schemas["Pillar"], string][] = [
  ["security", "Security"],
  ["reliability", "Reliability"],
  ["performance", "Performance"],
  ["cost", "Cost"],
  ["operations", "Operations"],
  ["sustainability", "Sustainability"],
];

export function pillarWord(pillar: Schemas["Pillar"]): string {
  return pillars.find(([each]) => each === pillar)?.[1] ?? pillar;
}

interface Supposed {
  whatIf: WhatIf;
  spending: readonly Spending[];
}

/** Every row of the comparison; what is supposed stands first. */
export function groupsOf({ whatIf, spending }: Supposed): readonly Group[] {
  const supposed = supposedRows(whatIf, spending);
  return [
    ...(supposed.length === 0 ? [] : [{ id: "what-if", title: "What if", rows: supposed }]),
    { id: "cost", title: "Monthly cost", rows: usualLoads.map(costRow) },
    {
      id: "reliability",
      title: "Reliability",
      rows: [
        row("floor", "SLA floor", { kind: "floor" }, floorCell),
        row("rto", "RTO, a zone lost", { kind: "recovery_time" }, ({ analysis }) =>
          recoveryCell(analysis.recovery_time),
        ),
        row("rpo", "RPO", { kind: "recovery_point" }, ({ analysis }) =>
          recoveryCell(analysis.recovery_point),
        ),
        row("limits", "Quotas hit", { kind: "limits" }, limitsCell),
      ],
    },
    {
      id: "work",
      title: "Fit and work",
      rows: [
        row("requirements", "Requirements", { kind: "requirements" }, requirementsCell),
        row("operations", "Operations load", { kind: "operations" }, operationsCell),
      ],
    },
    {
      id: "findings",
      title: "Findings by pillar",
      rows: pillars.map(([pillar, title]) =>
        row(`findings-${pillar}`, title, { kind: "findings", pillar }, (option) =>
          findingsCell(findingsOf(option, pillar)),
        ),
      ),
    },
  ];
}

export function findingsOf({ analysis }: Option, pillar: Schemas["Pillar"]) {
  return analysis.findings.filter((each) => each.pillar === pillar);
}

export function loadOf({ analysis }: Option, times: string): Load | undefined {
  return analysis.loads.find((each) => Number(each.times) === Number(times));
}

function row(id: string, title: string, subject: Subject, cell: Row["cell"]): Row {
  return { id, title, subject, cell };
}

function supposedRows(whatIf: WhatIf, spending: readonly Spending[]): readonly Row[] {
  const rows: Row[] = [];
  if (whatIf.zoneLost) rows.push(row("zone", "A zone is lost", { kind: "zone" }, zoneCell));
  if (whatIf.times !== null) rows.push(costRow(whatIf.times));
  if (whatIf.budget !== null) {
    const limit = formatMoney({ amount: whatIf.budget, currency: "USD" });
    rows.push(
      row("budget", `${limit} a month`, { kind: "budget" }, ({ option_id: id }) =>
        budgetCell(spending.find((each) => each.option_id === id)),
      ),
    );
  }
  return rows;
}

function costRow(times: string): Row {
  const title = loadWords(times);
  const shown = `${title.slice(0, 1).toUpperCase()}${title.slice(1)}`;
  return row(`cost-${times}`, shown, { kind: "cost", times }, (option) =>
    costCell(loadOf(option, times)),
  );
}

const nothing: Cell = { words: "…", note: "", tone: "plain", amount: null };

function costCell(load: Load | undefined): Cell {
  if (load === undefined) return nothing;
  const { total, low, high, unpriced } = load.estimate;
  const notes = [
    `${formatMoney(low)} – ${formatMoney(high)}`,
    unpriced.length > 0 ? `${unpriced.length} unpriced` : "",
    load.newly_unmet.length > 0 ? `breaks ${countOf(load.newly_unmet.length, "requirement")}` : "",
  ];
  return {
    words: formatMoney(total),
    note: notes.filter((each) => each !== "").join(", "),
    tone: load.newly_unmet.length > 0 ? "bad" : "plain",
    amount: Number(total.amount),
  };
}

function floorCell({ analysis: { floor } }: Option): Cell {
  if (floor.percent === null)
    return { words: "None published", note: "", tone: "warn", amount: null };
  return {
    words: `${floor.percent} %`,
    note: downtime(floor.percent),
    tone: "plain",
    amount: 100 - Number(floor.percent),
  };
}

/** What the floor leaves open of a month of 730 hours. */
export function downtime(percent: string): string {
  const minutes = ((100 - Number(percent)) / 100) * 730 * 60;
  return minutes < 90
    ? `allows ${minutes.toFixed(0)} min down a month`
    : `allows ${(minutes / 60).toFixed(1)} h down a month`;
}

function recoveryCell({ words, minutes }: Schemas["Recovery"]): Cell {
  const amount = minutes === null ? null : Number(minutes);
  return { words, note: "", tone: amount === null ? "warn" : "plain", amount };
}

function limitsCell({ analysis }: Option): Cell {
  const hit = analysis.loads.filter((each) => each.quotas.length > 0);
  const [first] = hit.toSorted((one, other) => Number(one.times) - Number(other.times));
  const most = Math.max(...analysis.loads.map((each) => Number(each.times)));
  if (first === undefined)
    return { words: "None", note: `up to ${factor(String(most))}×`, tone: "ok", amount: 0 };
  return {
    words: countOf(first.quotas.length, "quota"),
    note: `at ${loadWords(first.times)}`,
    tone: Number(first.times) > 1 ? "warn" : "bad",
    amount: 1 / Number(first.times),
  };
}

function requirementsCell({ analysis: { requirements } }: Option): Cell {
  const of = (status: Schemas["Status"]) =>
    requirements.filter((each) => each.status === status).length;
  const unmet = of("unmet");
  const partly = of("partly");
  const open = of("not_assessable");
  const judged = requirements.length - open;
  if (requirements.length === 0)
    return { words: "None yet", note: "", tone: "plain", amount: null };
  const notes = [
    unmet > 0 ? `${unmet} unmet` : "",
    partly > 0 ? `${partly} partly` : "",
    open > 0 ? `${open} to judge yourself` : "",
  ];
  return {
    words: `${of("met")} of ${judged} met`,
    note: notes.filter((each) => each !== "").join(", "),
    tone: unmet > 0 ? "bad" : partly > 0 ? "warn" : "ok",
    amount: unmet + partly / 2,
  };
}

function operationsCell({ analysis: { operations } }: Option): Cell {
  const { jobs_a_year: jobs, level, run_by_aws: alone, parts } = operations;
  return {
    words: countOf(jobs, "job a year", "jobs a year"),
    note: `${level}, ${alone} of ${parts} parts need nobody`,
    tone: "plain",
    amount: jobs,
  };
}

export function findingsCell(findings: readonly Schemas["Finding"][]): Cell {
  if (findings.length === 0) return { words: "None", note: "", tone: "ok", amount: 0 };
  const worst = (["critical", "high", "medium", "low"] as const)
    .map((severity) => ({
      severity,
      count: findings.filter((each) => each.severity === severity).length,
    }))
    .filter(({ count }) => count > 0);
  const fixable = findings.filter((each) => each.fix.length > 0).length;
  const serious = worst.some(({ severity }) => severity === "critical" || severity === "high");
  return {
    words: worst.map(({ severity, count }) => `${count} ${severity}`).join(", "),
    note: fixable > 0 ? countOf(fixable, "fix ready", "fixes ready") : "",
    tone: serious ? "bad" : "warn",
    amount: pointsOf(findings),
  };
}

function zoneCell({ analysis: { zone_loss: loss } }: Option): Cell {
  const stopped = loss.interrupted.length;
  const failing = loss.parts.filter((each) => each.fate === "fails-over").length;
  if (stopped > 0)
    return {
      words: "Interrupted",
      note: `${countOf(stopped, "part")} gone`,
      tone: "bad",
      amount: stopped + 1,
    };
  if (failing > 0)
    return { words: "Short pause", note: "a standby takes over", tone: "warn", amount: 1 };
  return { words: "Goes on", note: "", tone: "ok", amount: 0 };
}

function budgetCell(found: Spending | undefined): Cell {
  if (found === undefined) return nothing;
  const { limit, now, after, needed } = found.spending;
  const left = Number(limit.amount) - Number(now.amount);
  const by = formatMoney({ amount: String(Math.abs(left)), currency: limit.currency });
  if (found.fits) return { words: "Fits", note: `${by} left`, tone: "ok", amount: 0 };
  const reached = Number(after.amount) <= Number(limit.amount);
  return {
    words: `${by} over`,
    note: reached
      ? `fits after ${countOf(needed.length, "saving")}`
      : `${formatMoney(after)} after every saving`,
    tone: reached ? "warn" : "bad",
    amount: -left,
  };
}

/** The options whose cell is the best of the row; none when all are alike. */
export function bestOf(row: Row, options: readonly Option[]): ReadonlySet<string> {
  const amounts = options.map((option) => row.cell(option).amount);
  const known = amounts.filter((each) => each !== null);
  const least = Math.min(...known);
  if (known.length < 2 || known.every((each) => each === least)) return new Set();
  return new Set(options.filter((_, at) => amounts[at] === least).map((each) => each.option_id));
}
