import { read } from "@/lib/api/client";
import type { Schemas } from "@/lib/api/types";

export function readOnlookers(signal: AbortSignal): Promise<Schemas["ImpersonationList"]> {
  return read("/account/impersonations", { signal });
}
