import { Download } from "lucide-react";

import { Button } from "@/components/ui/button";
import { DropdownMenu, MenuItem } from "@/components/ui/dropdown-menu";
import { useTheme } from "@/lib/theme";

interface ExportsMenuProps {
  revisionId: string;
  view: "flow" | "network";
}

export function ExportsMenu({ revisionId, view }: ExportsMenuProps) {
  const theme = useTheme((state) => state.shown);
  const base = `/api/v1/revisions/${revisionId}`;
  const files = [
    { label: "SVG", href: `${base}/diagram.svg?view=${view}&theme=${theme}` },
    { label: "PNG", href: `${base}/diagram.png?view=${view}&theme=${theme}` },
    { label: "draw.io", href: `${base}/diagram.drawio?view=${view}` },
    { label: "Mermaid", href: `${base}/diagram.mmd?view=${view}` },
    { label: "design.yaml", href: `${base}/design.yaml` },
  ];
  return (
    <DropdownMenu
      trigger={
        <Button size="small" icon={<Download aria-hidden="true" className="size-3.5" />}>
          Export
        </Button>
      }
    >
      {files.map(({ label, href }) => (
        <MenuItem key={label} asChild>
          <a href={href} download>
            {label}
          </a>
        </MenuItem>
      ))}
    </DropdownMenu>
  );
}
