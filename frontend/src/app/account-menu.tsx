import { ChevronsUpDown, Cpu, Keyboard, LogOut, Monitor, Moon, Sun } from "lucide-react";
import { lazy, Suspense } from "react";

import {
  DropdownMenu,
  MenuChoices,
  MenuItem,
  MenuLabel,
  MenuSeparator,
} from "@/components/ui/dropdown-menu";
import { useMe, useSignOut } from "@/features/account/hooks/use-account";
import { offersSettings } from "@/features/account/model/access";
import { chooseTheme, useTheme, type ThemeChoice } from "@/lib/theme";

import { useOverlays } from "./overlays-store";

const SettingsItems = lazy(() => import("./settings-items"));

const themes = [
  { value: "system", label: "Same as system", icon: <Monitor aria-hidden="true" /> },
  { value: "light", label: "Light", icon: <Sun aria-hidden="true" /> },
  { value: "dark", label: "Dark", icon: <Moon aria-hidden="true" /> },
];

/** Who is signed in; theme, model, shortcuts and sign out. */
export function AccountMenu({ compact = false }: { compact?: boolean }) {
  const me = useMe();
  const signOut = useSignOut();
  const theme = useTheme((state) => state.choice);
  const openShortcuts = useOverlays((state) => state.openShortcuts);
  const openModel = useOverlays((state) => state.openModel);
  const name = me.data?.user.name ?? "Account";

  return (
    <DropdownMenu
      align={compact ? "end" : "start"}
      side={compact ? "bottom" : "top"}
      trigger={
        <button
          type="button"
          {...(compact ? { "aria-label": `Account: ${name}` } : {})}
          className="flex h-10 w-full min-w-0 items-center gap-2 rounded-md px-2 text-left hover:bg-accent"
        >
          <span
            aria-hidden="true"
            className="flex size-6 shrink-0 items-center justify-center rounded-full bg-accent text-xs font-medium text-accent-foreground"
          >
            {name.slice(0, 1).toUpperCase()}
          </span>
          {!compact && (
            <>
              <span className="min-w-0 flex-1 truncate">
                <span className="sr-only">Account: </span>
                {name}
              </span>
              <ChevronsUpDown aria-hidden="true" className="size-4 text-muted-foreground" />
            </>
          )}
        </button>
      }
    >
      {me.data !== undefined && (
        <>
          <MenuLabel>
            {me.data.user.email} · {me.data.role}
          </MenuLabel>
          <MenuSeparator />
        </>
      )}
      {offersSettings(me.data) && (
        <Suspense fallback={null}>
          <SettingsItems />
        </Suspense>
      )}
      <MenuChoices
        label="Theme"
        value={theme}
        onValueChange={(choice) => chooseTheme(choice as ThemeChoice)}
        choices={themes}
      />
      <MenuSeparator />
      <MenuItem icon={<Cpu aria-hidden="true" />} onSelect={openModel}>
        Model and tools
      </MenuItem>
      <MenuItem icon={<Keyboard aria-hidden="true" />} shortcut="Mod+/" onSelect={openShortcuts}>
        Shortcuts
      </MenuItem>
      <MenuItem icon={<LogOut aria-hidden="true" />} onSelect={() => signOut.mutate()}>
        Sign out
      </MenuItem>
    </DropdownMenu>
  );
}
