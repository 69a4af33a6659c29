import { lazy, Suspense, useEffect, useRef, type CSSProperties } from "react";
import { Outlet, ScrollRestoration, useLocation, useMatches } from "react-router";

import { Announcer } from "@/components/ui/announce";
import { Toaster } from "@/components/ui/toast";
import { useMe } from "@/features/account/hooks/use-account";
import { keepFresh } from "@/lib/api/refresh";
import { cn } from "@/lib/cn";
import { focusHeading } from "@/lib/focus";

import { Overlays } from "./overlays";
import type { RouteHandle } from "./routes";
import { SideNavigation } from "./side-navigation";
import { BottomTabs, TopBar } from "./phone-navigation";

const LookingBand = lazy(() => import("@/features/account/components/looking-band"));

/** Navigation beside (or around, on a phone) the page. */
export function Shell() {
  const main = useRef<HTMLElement>(null);
  useFocusOnNavigation(main);
  useEffect(keepFresh, []);
  const me = useMe().data;
  const looking = me?.impersonation;
  const fillsScreen = useMatches().some(
    (match) => (match.handle as RouteHandle | undefined)?.fillsScreen === true,
  );

  return (
    <div
      className={cn("flex flex-col", fillsScreen ? "h-dvh" : "min-h-dvh")}
      style={{ "--band": looking == null ? "0px" : "3rem" } as CSSProperties}
    >
      <a
        href="#main"
        className="sr-only z-50 rounded-md bg-primary px-3 py-2 text-primary-foreground focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      {me !== undefined && looking != null && (
        <Suspense fallback={<div className="h-(--band) shrink-0 bg-platform" />}>
          <LookingBand me={me} looking={looking} />
        </Suspense>
      )}
      <div className="flex min-h-0 flex-1 flex-col lg:flex-row">
        <SideNavigation />
        <TopBar />
        <main
          id="main"
          ref={main}
          tabIndex={-1}
          className={cn(
            "min-w-0 flex-1 outline-none",
            fillsScreen ? "flex min-h-0 flex-col" : "pb-20 lg:pb-0",
          )}
        >
          <Outlet />
        </main>
        {!fillsScreen && <BottomTabs />}
      </div>
      <Suspense fallback={null}>
        <Overlays />
      </Suspense>
      <Toaster />
      <Announcer />
      <ScrollRestoration />
    </div>
  );
}

/** Moves the focus to the new page's heading, so that keyboard and screen reader follow the route. */
function useFocusOnNavigation(main: React.RefObject<HTMLElement | null>): void {
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    focusHeading(main.current ?? document);
  }, [pathname, main]);
}
