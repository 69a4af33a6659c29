import { lazy, useEffect } from "react";

import { isPressed } from "@/lib/shortcuts";

import { useOverlays } from "./overlays-store";

const CommandPalette = lazy(() => import("./command-palette"));
const ModelSheet = lazy(() => import("./model-sheet"));
const ShortcutsSheet = lazy(() => import("./shortcuts-sheet"));

/** The command palette and the sheets of the application, loaded when first opened. */
export function Overlays() {
  const { open, openPalette, openShortcuts, close } = useOverlays();

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (isPressed(event, "palette")) {
        event.preventDefault();
        openPalette();
      } else if (isPressed(event, "sheet") && !isAsked()) {
        event.preventDefault();
        openShortcuts();
      }
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [openPalette, openShortcuts]);

  if (open === "palette") return <CommandPalette onClose={close} />;
  if (open === "model") return <ModelSheet onClose={close} />;
  if (open === "shortcuts") return <ShortcutsSheet onClose={close} />;
  return null;
}

/** A dialog that asks something keeps the keyboard. */
function isAsked(): boolean {
  return document.querySelector("[data-modal]") !== null;
}
