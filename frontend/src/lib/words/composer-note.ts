import type { Me } from "@/lib/api/types";

/** The line under every composer: who reads what is typed. */
export function composerNote(model: Me["model"]): string {
  return model.local
    ? `${model.label} · nothing you type leaves this machine`
    : `${model.label} · what you type is sent to this model`;
}
