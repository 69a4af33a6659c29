import { QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { createMemoryRouter, RouterProvider, type RouteObject } from "react-router";

import { TooltipProvider } from "@/components/ui/tooltip";
import { createQueryClient } from "@/lib/api/query-client";

interface Screen {
  /** Where to start; default "/". */
  at?: string;
  /** Other routes the page may go to. */
  routes?: RouteObject[];
}

/** Renders a page or component with router, query cache and tooltips; returns the typing person and the router. */
export function renderAt(element: React.ReactNode, { at = "/", routes = [] }: Screen = {}) {
  const router = createMemoryRouter([...routes, { path: "*", element }], { initialEntries: [at] });
  const queries = createQueryClient(() => void router.navigate("/sign-in"));
  queries.setDefaultOptions({ queries: { retry: false } });
  const view = render(
    <QueryClientProvider client={queries}>
      <TooltipProvider>
        <RouterProvider router={router} />
      </TooltipProvider>
    </QueryClientProvider>,
  );
  return { ...view, router, queries, person: userEvent.setup() };
}
