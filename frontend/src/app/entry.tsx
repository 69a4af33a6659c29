import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createBrowserRouter, RouterProvider } from "react-router";

import { TooltipProvider } from "@/components/ui/tooltip";
import { createQueryClient } from "@/lib/api/query-client";

import { routes } from "./routes";

export function mount(root: HTMLElement): void {
  const router = createBrowserRouter(routes);
  const queries = createQueryClient(() => {
    const { pathname, search } = router.state.location;
    if (pathname === "/sign-in") return;
    void router.navigate(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
  });
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <TooltipProvider>
          <RouterProvider router={router} />
        </TooltipProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}
