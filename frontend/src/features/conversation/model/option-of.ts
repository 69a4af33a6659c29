import { knownActivity } from "./activities";
import { newest } from "./newest";
import type { Activity } from "./thread";

/** The option that a conversation changed last, or null when it changed none. */
export function optionOf(activities: readonly Activity[]): string | null {
  const found = newest(Object.fromEntries(activities.map((each) => [each.id, each])), "RIPPLE");
  const shown = found === null ? null : knownActivity(found);
  return shown?.type === "RIPPLE" ? shown.content.option_id : null;
}
