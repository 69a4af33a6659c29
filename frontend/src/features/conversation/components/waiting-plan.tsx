import type { Mode } from "@/lib/stream/frames";

import { useFeed } from "../hooks/use-conversation";
import { useDeeds } from "../hooks/use-deeds";
import type { ConversationFeed } from "../hooks/thread-store";
import { planOf, waitingPlan } from "../model/newest";

import { PlanRow } from "./plan-row";

interface WaitingPlanProps {
  feed: ConversationFeed;
  mode: Mode;
}

/** The plan that waits for a person, for a place outside the transcript. */
export function WaitingPlan({ feed, mode }: WaitingPlanProps) {
  const activity = useFeed(feed, (state) => waitingPlan(state.thread));
  const deeds = useDeeds(feed, mode);
  const plan = planOf(activity);
  if (activity === null || plan === null) return null;
  return (
    <PlanRow
      key={activity.id}
      id={activity.id}
      plan={plan}
      onApprove={deeds.approve}
      onRevise={deeds.revise}
    />
  );
}
