import { useState } from "react";

import type { View } from "../api/diagram";

export type Aside =
  | { show: "component"; id: string; openedBy: "keyboard" | "pointer" }
  | { show: "steps" }
  | { show: "history" }
  | { show: "changes"; sinceId: string };

/** What the person looks at inside the panel. A new newest revision brings the panel back to it. */
export function usePanelState(newestId: string) {
  const [view, setView] = useState<View>("flow");
  const [form, setForm] = useState<"drawing" | "outline">("drawing");
  const [aside, setAside] = useState<Aside | null>(null);
  const [older, setOlder] = useState<{ newestId: string; id: string } | null>(null);
  const [step, setStep] = useState<number | null>(null);

  return {
    view,
    setView,
    form,
    toggleOutline: () => setForm((before) => (before === "outline" ? "drawing" : "outline")),
    aside,
    setAside: (next: Aside | null) => {
      setAside(next);
      if (next?.show !== "steps") setStep(null);
    },
    /** A second press closes what the first one opened. */
    toggleAside: (next: Aside) => setAside((before) => (before?.show === next.show ? null : next)),
    revisionId: older?.newestId === newestId ? older.id : newestId,
    setRevision: (id: string) => setOlder({ newestId, id }),
    /** The numbered step that is pointed at. */
    step,
    setStep,
  };
}

export type PanelState = ReturnType<typeof usePanelState>;
