import { Download } from "lucide-react";

import { Button } from "@/components/ui/button";
import { DropdownMenu, MenuItem, MenuLabel } from "@/components/ui/dropdown-menu";
import { useTheme } from "@/lib/theme";

import type { View } from "../api/diagram";

interface ExportMenuProps {
  revisionId: string;
  view: View;
  /** The first part of the file's name. */
  name: string;
}

export function ExportMenu({ revisionId, view, name }: ExportMenuProps) {
  const theme = useTheme((state) => state.shown);
  const drawing = (kind: string) => () =>
    save(
      `/api/v1/revisions/${revisionId}/diagram.${kind}?view=${view}&theme=${theme}`,
      `${name}-${view}.${kind}`,
    );
  return (
    <DropdownMenu
      trigger={
        <Button size="small" icon={<Download aria-hidden="true" className="size-3.5" />}>
          Export
        </Button>
      }
    >
      <MenuLabel>This view</MenuLabel>
      <MenuItem onSelect={drawing("svg")}>SVG</MenuItem>
      <MenuItem onSelect={drawing("png")}>PNG</MenuItem>
      <MenuItem onSelect={drawing("drawio")}>draw.io</MenuItem>
      <MenuItem onSelect={drawing("mmd")}>Mermaid</MenuItem>
      <MenuLabel>The design</MenuLabel>
      <MenuItem
        onSelect={() => save(`/api/v1/revisions/${revisionId}/design.yaml`, `${name}.design.yaml`)}
      >
        design.yaml
      </MenuItem>
    </DropdownMenu>
  );
}

/** The server sends these inline; the attribute makes the browser save them under a telling name. */
function save(address: string, filename: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = filename;
  link.click();
}
