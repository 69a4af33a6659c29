import { Plus, Search } from "lucide-react";
import { NavLink, useNavigate } from "react-router";

import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { Skeleton } from "@/components/ui/skeleton";
import { useMe } from "@/features/account/hooks/use-account";
import { cn } from "@/lib/cn";

import { AccountMenu } from "./account-menu";
import { places } from "./navigation";
import { useOverlays } from "./overlays-store";

/** The left column from 1024 px on. */
export function SideNavigation() {
  const me = useMe();
  const navigate = useNavigate();
  const openPalette = useOverlays((state) => state.openPalette);

  return (
    <header className="sticky top-(--band) hidden h-[calc(100dvh-var(--band))] w-54 shrink-0 flex-col border-r bg-card lg:flex">
      <div className="flex h-12 items-center gap-2 px-3">
        <img src="/favicon.svg" alt="" className="size-5" />
        <div className="min-w-0 flex-1 truncate font-semibold">
          {me.data === undefined ? <Skeleton className="h-4 w-28" /> : me.data.organization.name}
        </div>
      </div>
      <div className="flex flex-col gap-2 px-3 pb-3">
        <Button
          icon={<Plus aria-hidden="true" className="size-4" />}
          onClick={() => void navigate("/designs", { state: { compose: true } })}
        >
          New design
        </Button>
        <Button className="justify-start text-muted-foreground" onClick={openPalette}>
          <Search aria-hidden="true" className="size-4" />
          <span className="flex-1 text-left">Go to</span>
          <Kbd keys="Mod+K" />
        </Button>
      </div>
      <nav aria-label="Main" className="flex flex-1 flex-col gap-0.5 px-2">
        {places.map(({ to, label, icon: Icon }) => (
          <NavLink
            key={to}
            to={to}
            className={({ isActive }) =>
              cn(
                "flex h-8 items-center gap-2 rounded-md px-2 transition-colors hover:bg-accent",
                isActive
                  ? "bg-accent font-medium text-accent-foreground"
                  : "text-muted-foreground hover:text-foreground",
              )
            }
          >
            <Icon aria-hidden="true" className="size-4" />
            {label}
          </NavLink>
        ))}
      </nav>
      <div className="border-t p-2">
        <AccountMenu />
      </div>
    </header>
  );
}
