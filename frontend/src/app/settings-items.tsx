import { Building2, ShieldAlert, UserRound } from "lucide-react";
import { useNavigate } from "react-router";

import { MenuChoices, MenuItem, MenuSeparator } from "@/components/ui/dropdown-menu";
import { useMe } from "@/features/account/hooks/use-account";
import { useSwitchOrganization } from "@/features/account/hooks/use-switch-organization";
import { otherPlaces } from "@/features/account/model/access";
import { settingsLinks } from "@/features/account/model/settings-links";

/** What the account menu holds where there are organisations: which one, and the settings. */
export default function SettingsItems() {
  const me = useMe().data;
  const switching = useSwitchOrganization();
  const navigate = useNavigate();
  const places = otherPlaces(me);
  const links = settingsLinks(me);
  const items = [
    { to: links.account, label: "Account", icon: <UserRound aria-hidden="true" /> },
    { to: links.organization, label: "Organisation", icon: <Building2 aria-hidden="true" /> },
    { to: links.platform, label: "Platform", icon: <ShieldAlert aria-hidden="true" /> },
  ].filter(({ to }) => to !== null);
  return (
    <>
      {places.length > 0 && (
        <>
          <MenuChoices
            label="Organisation"
            value={me?.organization.id ?? ""}
            onValueChange={(id) => switching.mutate(id)}
            choices={places.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <MenuSeparator />
        </>
      )}
      {items.map(({ to, label, icon }) => (
        <MenuItem key={label} icon={icon} onSelect={() => void navigate(to ?? "/")}>
          {label}
        </MenuItem>
      ))}
      {items.length > 0 && <MenuSeparator />}
    </>
  );
}
