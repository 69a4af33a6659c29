import type { RouteObject } from "react-router";

import { NotFoundPage } from "@/pages/not-found/not-found-page";

import { RouteError } from "./route-error";
import { Shell } from "./shell";

/** What the shell must know about a route. */
export interface RouteHandle {
  /** The page fills the screen and brings its own bottom bar on a phone. */
  fillsScreen?: boolean;
}

/** What stands in the place of a page while its code is on the way; the shell around it shows at once. */
function Nothing() {
  return null;
}

export const routes: RouteObject[] = [
  {
    path: "/",
    ErrorBoundary: RouteError,
    HydrateFallback: Nothing,
    lazy: async () => ({
      Component: (await import("@/pages/landing/landing-page")).LandingPage,
    }),
  },
  {
    path: "/sign-in",
    ErrorBoundary: RouteError,
    HydrateFallback: Nothing,
    lazy: async () => ({
      Component: (await import("@/pages/sign-in/sign-in-page")).SignInPage,
    }),
  },
  {
    path: "/invitations",
    ErrorBoundary: RouteError,
    HydrateFallback: Nothing,
    lazy: async () => ({
      Component: (await import("@/pages/invitation/invitation-page")).InvitationPage,
    }),
  },
  {
    path: "/shared",
    ErrorBoundary: RouteError,
    HydrateFallback: Nothing,
    lazy: async () => ({
      Component: (await import("@/pages/shared/shared-page")).SharedPage,
    }),
  },
  {
    Component: Shell,
    ErrorBoundary: RouteError,
    children: [
      {
        path: "/designs",
        ErrorBoundary: RouteError,
        HydrateFallback: Nothing,
        lazy: async () => ({
          Component: (await import("@/pages/dashboard/dashboard-page")).DashboardPage,
        }),
      },
      {
        path: "/conversations",
        ErrorBoundary: RouteError,
        HydrateFallback: Nothing,
        lazy: async () => ({
          Component: (await import("@/pages/conversations/conversations-page")).ConversationsPage,
        }),
      },
      {
        path: "/artifacts",
        ErrorBoundary: RouteError,
        HydrateFallback: Nothing,
        lazy: async () => ({
          Component: (await import("@/pages/artifacts/artifacts-page")).ArtifactsPage,
        }),
      },
      {
        path: "/account/:section",
        ErrorBoundary: RouteError,
        HydrateFallback: Nothing,
        lazy: async () => ({
          Component: (await import("@/pages/account/account-page")).AccountPage,
        }),
      },
      {
        path: "/organization/:section",
        ErrorBoundary: RouteError,
        HydrateFallback: Nothing,
        lazy: async () => ({
          Component: (await import("@/pages/organization/organization-page")).OrganizationPage,
        }),
      },
      {
        path: "/platform/:section",
        ErrorBoundary: RouteError,
        HydrateFallback: Nothing,
        lazy: async () => ({
          Component: (await import("@/pages/platform/platform-page")).PlatformPage,
        }),
      },
      {
        path: "/projects/:projectId",
        ErrorBoundary: RouteError,
        HydrateFallback: Nothing,
        handle: { fillsScreen: true } satisfies RouteHandle,
        lazy: async () => ({
          Component: (await import("@/pages/workspace/workspace-page")).WorkspacePage,
        }),
      },
      { path: "*", Component: NotFoundPage },
    ],
  },
];
