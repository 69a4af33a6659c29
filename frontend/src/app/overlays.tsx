import { lazy, useEffect } from "react";

import { isModKey } from "@/lib/keys";

import { useOverlays } from "./overlays-store";

const CommandPalette = lazy(() => import("./command-palette"));
const ShortcutsSheet = lazy(() => import("./shortcuts-sheet"));

/** The command palette and the shortcuts sheet, loaded when first opened. */
export function Overlays() {
  const { open, openPalette, openShortcuts, close } = useOverlays();

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (isModKey(event, "k")) {
        event.preventDefault();
        openPalette();
      } else if (isModKey(event, "/")) {
        event.preventDefault();
        openShortcuts();
      }
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [openPalette, openShortcuts]);

  if (open === "palette") return <CommandPalette onClose={close} />;
  if (open === "shortcuts") return <ShortcutsSheet onClose={close} />;
  return null;
}
