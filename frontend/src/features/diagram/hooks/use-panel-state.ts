import { useState } from "react";

import type { View } from "../api/diagram";
import type { Talk } from "../model/talk";

export type Aside =
  | { show: "component"; id: string; openedBy: "keyboard" | "pointer" }
  | { show: "steps" }
  | { show: "comments"; about: string | null }
  | { show: "history" }
  | { show: "changes"; sinceId: string };

/** What the address of the page decides. */
interface Addressed {
  revisionId: string;
  onRevision: (id: string) => void;
  view: View;
  onView: (view: View) => void;
  talk?: Talk | null;
}

/** What the person looks at inside the panel. */
export function usePanelState({ revisionId, onRevision, view, onView, talk }: Addressed) {
  const [form, setForm] = useState<"drawing" | "outline">("drawing");
  const [aside, setAside] = useState<Aside | null>(
    talk?.wanted === true ? { show: "comments", about: null } : null,
  );
  const [step, setStep] = useState<number | null>(null);

  return {
    view,
    setView: onView,
    form,
    toggleOutline: () => setForm((before) => (before === "outline" ? "drawing" : "outline")),
    aside,
    setAside: (next: Aside | null) => {
      setAside(next);
      if (next?.show !== "steps") setStep(null);
    },
    /** A second press closes what the first one opened. */
    toggleAside: (next: Aside) => setAside((before) => (before?.show === next.show ? null : next)),
    revisionId,
    setRevision: onRevision,
    /** The numbered step that is pointed at. */
    step,
    setStep,
  };
}

export type PanelState = ReturnType<typeof usePanelState>;
