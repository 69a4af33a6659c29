import { create } from "zustand";

interface OverlayState {
  open: "palette" | "shortcuts" | null;
  openPalette: () => void;
  openShortcuts: () => void;
  close: () => void;
}

/** Which of the two application-wide overlays is open. */
export const useOverlays = create<OverlayState>((set) => ({
  open: null,
  openPalette: () => set({ open: "palette" }),
  openShortcuts: () => set({ open: "shortcuts" }),
  close: () => set({ open: null }),
}));
