import { lazy } from "react";

const loadAside = () => import("./panel-aside");
const loadOutline = () => import("./outline");

/** What stands beside or instead of the drawing; the drawing itself is on screen without it. */
export const PanelAside = lazy(loadAside);
export const Outline = lazy(loadOutline);

/** Called when somebody turns to the panel, so that its first press acts at once. */
export function fetchOnDemand(): void {
  void loadAside();
  void loadOutline();
}
