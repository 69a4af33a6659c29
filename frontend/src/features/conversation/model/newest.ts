import { knownActivity, type BundleProgress, type Plan } from "./activities";
import { halted } from "./halted";
import type { Activity, Thread } from "./thread";

/** The activity of this type that was shown last. */
export function newest(
  activities: Readonly<Record<string, Activity>>,
  type: string,
): Activity | null {
  const [first] = Object.values(activities)
    .filter((each) => each.type === type)
    .sort((one, other) => other.seq - one.seq);
  return first ?? null;
}

/** The plan that waits for a person, if one does. */
export function waitingPlan(thread: Thread): Activity | null {
  return thread.interrupt === null ? null : newest(thread.activities, "PLAN");
}

export function planOf(activity: Activity | null): Plan | null {
  const shown = activity === null ? null : knownActivity(activity);
  return shown?.type === "PLAN" ? shown.content : null;
}

/** How far the newest bundle of the conversation is, or was when its run ended. */
export function newestProgress(thread: Thread): BundleProgress | null {
  const activity = newest(thread.activities, "BUNDLE_PROGRESS");
  const shown = activity === null ? null : knownActivity(activity);
  if (shown?.type !== "BUNDLE_PROGRESS") return null;
  return shown.runId === thread.openRun?.id ? shown.content : halted(shown.content);
}
