import { Ellipsis, ExternalLink, Pencil, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { useNavigate } from "react-router";

import { DropdownMenu, MenuItem, MenuSeparator } from "@/components/ui/dropdown-menu";

import type { Named, RowEditing } from "./editing";
import { fetchRowEditing } from "./on-demand";

interface RowMenuProps {
  /** Each button has a name of its own: "Actions for Image pipeline". */
  row: Named;
  /** Where the row leads. */
  to: string;
  editing: RowEditing;
  /** Menu items that only this list has; they come first. */
  children?: ReactNode;
}

export function RowMenu({ row, to, editing, children }: RowMenuProps) {
  const navigate = useNavigate();
  return (
    <DropdownMenu
      trigger={
        <button
          type="button"
          aria-label={`Actions for ${row.name}`}
          onFocus={fetchRowEditing}
          onPointerEnter={fetchRowEditing}
          className="inline-flex size-8 items-center justify-center rounded-md text-muted-foreground hover:bg-accent hover:text-foreground data-[state=open]:bg-accent pointer-coarse:size-10"
        >
          <Ellipsis aria-hidden="true" className="size-4" />
        </button>
      }
    >
      {children}
      <MenuItem icon={<ExternalLink aria-hidden="true" />} onSelect={() => void navigate(to)}>
        Open
      </MenuItem>
      <MenuItem icon={<Pencil aria-hidden="true" />} onSelect={() => editing.startRename(row.id)}>
        Rename
      </MenuItem>
      <MenuSeparator />
      <MenuItem
        icon={<Trash2 aria-hidden="true" />}
        tone="destructive"
        onSelect={() => editing.askDelete(row)}
      >
        Delete
      </MenuItem>
    </DropdownMenu>
  );
}
