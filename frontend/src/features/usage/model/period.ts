export const periods = [
  { value: "7", label: "7 days" },
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
] as const;

/** The first and the last day of so many days that end today, as 2026-11-21 in UTC. */
export function periodOf(days: number, today: Date): { from: string; to: string } {
  const first = new Date(today.getTime() - (days - 1) * 86_400_000);
  return { from: dayOf(first), to: dayOf(today) };
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
