import { send } from "@/lib/api/client";

/** Ends to look as a member; this browser works for its operator again. */
export function endLooking(): Promise<unknown> {
  return send("DELETE", "/impersonation");
}
