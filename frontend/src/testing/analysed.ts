import type { Schemas } from "@/lib/api/types";

type Option = Schemas["AnalysedOption"];

const usd = (amount: string) => ({ amount, currency: "USD" });

interface Facts {
  id?: string;
  /** Dollars a month at 0.1, 1 and 10 times the traffic. */
  costs?: readonly [string, string, string];
  floor?: string | null;
  jobs?: number;
  findings?: readonly Schemas["Finding"][];
  requirements?: readonly Schemas["Traced"][];
}

export function aFinding(facts: Partial<Schemas["Finding"]> = {}): Schemas["Finding"] {
  return {
    rule_id: "CW-CDN-004",
    title: "Distribution without a web firewall",
    severity: "medium",
    pillar: "security",
    element_id: "site",
    message: "Nothing filters what reaches Site.",
    evidence: "WebACLId is not set",
    fix: [{ op: "remove_component", id: "site" }],
    fix_label: "Add a web firewall",
    well_architected: "SEC05",
    controls: [],
    source: "https://docs.aws.amazon.com/waf/",
    waiver: null,
    ...facts,
  };
}

export function aTraced(facts: Partial<Schemas["Traced"]> = {}): Schemas["Traced"] {
  return {
    requirement_id: "budget",
    statement: "Costs at most USD 60.00 a month",
    quote: "under $60 a month",
    status: "met",
    evidence: "USD 2.00 is within USD 60.00.",
    element_ids: [],
    ...facts,
  };
}

function anEstimate(total: string): Schemas["Estimate"] {
  return {
    region: "eu-central-1",
    environment: "prod",
    lines: [
      {
        element_id: "site",
        dimension_id: "requests",
        description: "Requests",
        unit: "request",
        quantity: "1000",
        formula: "1,000 calls a month",
        unit_price: "USD 1 per 1,000 requests",
        list_amount: usd(total),
        allowance: usd("0"),
        amount: usd(total),
        fixed: false,
        assumption_ids: ["requests_per_month"],
        as_of: "2026-09",
        status: "sourced",
        source: "https://aws.amazon.com/pricing/",
      },
    ],
    unpriced: [],
    fixed: usd("0"),
    usage: usd(total),
    total: usd(total),
    list_total: usd(total),
    low: usd(total),
    high: usd(total),
    drivers: [],
    assumptions: [
      {
        id: "requests_per_month",
        label: "Requests",
        value: "1000",
        unit: "requests/month",
        basis: "stated",
        reason: "",
      },
    ],
    as_of: "2026-09",
    complete: true,
    notes: [],
  };
}

export function anAnalysedOption({
  id = "opt_1",
  costs = ["1.00", "2.00", "3.00"],
  floor = "99.900",
  jobs = 3,
  findings = [],
  requirements = [],
}: Facts = {}): Option {
  const recovery = (words: string, minutes: string) => ({
    words,
    minutes,
    evidence: ["Every service runs in several zones."],
    element_ids: [],
    source: "https://docs.aws.amazon.com/",
  });
  return {
    option_id: id,
    revision_id: `rev_${id}`,
    revision_number: 4,
    titles: { site: "Site" },
    own_assumptions: [],
    analysis: {
      loads: ["0.1", "1", "10"].map((times, at) => ({
        times,
        estimate: anEstimate(costs[at] ?? "0"),
        quotas: [],
        newly_unmet: [],
      })),
      floor: { percent: floor, terms: [], without_commitment: [], note: "A floor." },
      zone_loss: { zones: 2, parts: [], across: ["site"], interrupted: [] },
      recovery_time: recovery("No interruption", "0"),
      recovery_point: recovery("About 5 minutes", "5"),
      operations: {
        jobs_a_year: jobs,
        level: "light",
        jobs: [],
        parts: 4,
        run_by_aws: 3,
        note: "Our own count.",
      },
      findings: [...findings],
      requirements: [...requirements],
    },
  };
}

export function anOptionCard(facts: Partial<Schemas["OptionCard"]> = {}): Schemas["OptionCard"] {
  return {
    id: "opt_1",
    project_id: "prj_1",
    name: "Lean serverless",
    idea: "A static site and an API.",
    pros: [],
    cons: [],
    because: "",
    pattern: "serverless-api",
    revision_id: "rev_opt_1",
    revision_number: 4,
    position: 0,
    monthly_cost: usd("2.00"),
    monthly_low: usd("1.00"),
    monthly_high: usd("3.00"),
    unpriced: 0,
    sla_floor: { percent: "99.900", terms: 3 },
    findings: { critical: 0, high: 0, medium: 1, low: 0 },
    requirements: { met: 1, partly: 0, unmet: 0 },
    components: 4,
    thumbnail_url: "/api/v1/revisions/rev_opt_1/thumbnail.svg",
    pinned: false,
    discarded: false,
    stale: false,
    chosen: false,
    departures: [],
    ...facts,
  };
}

export function aBrief(facts: Partial<Schemas["Brief"]> = {}): Schemas["Brief"] {
  return {
    goal: "",
    region: "eu-central-1",
    requirements: [],
    assumptions: [],
    questions: [],
    unused: [],
    contradictions: [],
    pattern: "",
    confidence: "strong",
    revision: 1,
    ...facts,
  };
}
