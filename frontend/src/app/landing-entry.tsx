import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { LandingPage } from "@/pages/landing/landing-page";

export function mount(root: HTMLElement): void {
  createRoot(root).render(
    <StrictMode>
      <LandingPage />
    </StrictMode>,
  );
}
