import { create } from "zustand";

interface OverlayState {
  open: "palette" | "shortcuts" | "model" | null;
  openPalette: () => void;
  openShortcuts: () => void;
  openModel: () => void;
  close: () => void;
}

/** Which of the application-wide overlays is open. */
export const useOverlays = create<OverlayState>((set) => ({
  open: null,
  openPalette: () => set({ open: "palette" }),
  openShortcuts: () => set({ open: "shortcuts" }),
  openModel: () => set({ open: "model" }),
  close: () => set({ open: null }),
}));
