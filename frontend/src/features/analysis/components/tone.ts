import { CircleAlert, CircleCheck, TriangleAlert, type LucideIcon } from "lucide-react";

import type { Cell } from "../model/table";

/** The icon says the same as the tint, for those who do not see it. */
export const toneLooks: Readonly<Record<Cell["tone"], { icon: LucideIcon | null; tint: string }>> =
  {
    plain: { icon: null, tint: "" },
    ok: { icon: CircleCheck, tint: "text-ok" },
    warn: { icon: TriangleAlert, tint: "text-warn" },
    bad: { icon: CircleAlert, tint: "text-bad" },
  };
