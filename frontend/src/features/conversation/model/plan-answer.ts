/** Which parts of a plan a person wants, and what they said about it. */
export interface PlanAnswer {
  items: readonly { id: string; selected: boolean }[];
  note: string;
}
