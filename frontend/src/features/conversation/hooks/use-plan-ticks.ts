import { create } from "zustand";

import type { PlanItem } from "../model/activities";

type Ticks = Readonly<Record<string, boolean>>;

/** What was ticked and unticked, by plan and item: a plan can stand in two places at once. */
const useTicks = create<Readonly<Record<string, Ticks>>>(() => ({}));

const none: Ticks = {};

/** Which items of a plan are wanted, and the switch for one of them. */
export function usePlanTicks(planId: string, items: readonly PlanItem[]) {
  const changed = useTicks((state) => state[planId] ?? none);
  const wanted = (item: PlanItem) => changed[item.id] ?? item.selected;
  return {
    wanted,
    toggle: (item: PlanItem) =>
      useTicks.setState({ [planId]: { ...changed, [item.id]: !wanted(item) } }),
    answers: () => items.map((item) => ({ id: item.id, selected: wanted(item) })),
  };
}
