import type { Metric, OwnLimit, Person } from "./wire";

const NANO_A_DOLLAR = 1e9;

/** What can be limited for members and modes, and how much of it one writes down. */
export const metrics: readonly { value: Metric; label: string; unit: string }[] = [
  { value: "cost_nano_usd", label: "Cost of models", unit: "US dollars a month" },
  { value: "tokens", label: "Tokens", unit: "a month" },
  { value: "sessions", label: "Sessions", unit: "a month" },
  { value: "runs", label: "Runs", unit: "a month" },
  { value: "bundles", label: "Bundles", unit: "a month" },
  { value: "projects", label: "Projects", unit: "at any time" },
  { value: "concurrent_runs", label: "Runs at once", unit: "at any time" },
];

const modes = [
  { value: "mode:brainstorm", label: "Brainstorm mode" },
  { value: "mode:analyze", label: "Analyze mode" },
  { value: "mode:implement", label: "Implement mode" },
];

/** Everybody whom a limit can be for: the organisation, each member, one of them, or a mode. */
export function subjects(metric: Metric, people: readonly Person[]) {
  return [
    { value: "member:*", label: "Each member" },
    { value: "organization", label: "The whole organisation" },
    ...(metric === "bundles" || metric === "projects" ? [] : modes),
    ...people.map(({ id, name }) => ({ value: `member:${id}`, label: name })),
  ];
}

/** The limit that was typed, or null for what is no amount. */
export function limitOf(
  metric: Metric,
  subject: string,
  typed: { most: string; enforcement: "hard" | "soft" },
): OwnLimit | null {
  const amount = Number(typed.most.replaceAll(",", ""));
  if (typed.most.trim() === "" || !Number.isFinite(amount) || amount < 0) return null;
  const most = metric === "cost_nano_usd" ? Math.round(amount * NANO_A_DOLLAR) : amount;
  if (!Number.isSafeInteger(most)) return null;
  return { subject, metric, limit: { most, enforcement: typed.enforcement } };
}
