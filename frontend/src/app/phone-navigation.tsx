import { Search } from "lucide-react";
import { Link, NavLink } from "react-router";

import { IconButton } from "@/components/ui/icon-button";
import { cn } from "@/lib/cn";

import { AccountMenu } from "./account-menu";
import { places } from "./navigation";
import { useOverlays } from "./overlays-store";

/** The top of the screen below 1024 px. */
export function TopBar() {
  const openPalette = useOverlays((state) => state.openPalette);
  return (
    <header className="sticky top-(--band) z-30 flex h-12 shrink-0 items-center gap-1 border-b bg-card px-2 lg:hidden">
      <Link to="/designs" className="flex h-10 items-center gap-2 px-2 font-semibold">
        <img src="/favicon.svg" alt="" className="size-5" />
        Cloudwright
      </Link>
      <div className="flex-1" />
      <IconButton
        label="Go to"
        shortcut="Mod+K"
        icon={<Search aria-hidden="true" className="size-4" />}
        onClick={openPalette}
      />
      <div className="w-10">
        <AccountMenu compact />
      </div>
    </header>
  );
}

/** The bottom of the screen below 1024 px, except on pages that bring their own. */
export function BottomTabs() {
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-30 flex border-t bg-card pb-[env(safe-area-inset-bottom)] lg:hidden"
    >
      {places.map(({ to, label, icon: Icon }) => (
        <NavLink
          key={to}
          to={to}
          className={({ isActive }) =>
            cn(
              "flex h-14 flex-1 flex-col items-center justify-center gap-0.5 text-xs -outline-offset-2",
              isActive ? "font-medium text-primary" : "text-muted-foreground",
            )
          }
        >
          <Icon aria-hidden="true" className="size-5" />
          {label}
        </NavLink>
      ))}
    </nav>
  );
}
