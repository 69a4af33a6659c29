import type { Me } from "@/lib/api/types";

export const LOCAL_DESIGNER_NOTE = "Built-in designer · nothing you type leaves this machine";

/** The line under every composer: who reads what is typed. */
export function composerNote(model: Me["model"]): string {
  return model.local ? LOCAL_DESIGNER_NOTE : `${model.label} · what you type is sent to this model`;
}
