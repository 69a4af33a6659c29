/** What a plan is called; an organisation that was never given one may use everything. */
export function planWord(plan: string): string {
  return plan === "" ? "No plan" : plan.charAt(0).toUpperCase() + plan.slice(1);
}
