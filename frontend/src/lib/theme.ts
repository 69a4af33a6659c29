import { create } from "zustand";

export type ThemeChoice = "system" | "light" | "dark";

const KEY = "cloudwright.theme";
const prefersDark = window.matchMedia("(prefers-color-scheme: dark)");

interface ThemeState {
  choice: ThemeChoice;
  /** What is on screen now. */
  shown: "light" | "dark";
}

const initial = stored();
export const useTheme = create<ThemeState>(() => ({ choice: initial, shown: shownFor(initial) }));

export function chooseTheme(choice: ThemeChoice): void {
  try {
    if (choice === "system") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, choice);
  } catch {
    // Storage may be switched off; the choice then lasts until the page is closed.
  }
  show(choice);
}

prefersDark.addEventListener("change", () => show(useTheme.getState().choice));

function show(choice: ThemeChoice): void {
  const shown = shownFor(choice);
  document.documentElement.classList.toggle("dark", shown === "dark");
  useTheme.setState({ choice, shown });
}

function shownFor(choice: ThemeChoice): "light" | "dark" {
  if (choice !== "system") return choice;
  return prefersDark.matches ? "dark" : "light";
}

function stored(): ThemeChoice {
  try {
    const value = localStorage.getItem(KEY);
    return value === "dark" || value === "light" ? value : "system";
  } catch {
    return "system";
  }
}
