import { Ellipsis, Pencil, Trash2 } from "lucide-react";
import type { ReactNode } from "react";

import { DropdownMenu, MenuItem, MenuSeparator } from "@/components/ui/dropdown-menu";

interface RowMenuProps {
  /** The row's name, so that each button has its own: "Actions for Image pipeline". */
  name: string;
  onRename: () => void;
  onDelete: () => void;
  /** Menu items that only this list has; they come first. */
  children?: ReactNode;
}

export function RowMenu({ name, onRename, onDelete, children }: RowMenuProps) {
  return (
    <DropdownMenu
      trigger={
        <button
          type="button"
          aria-label={`Actions for ${name}`}
          className="inline-flex size-8 items-center justify-center rounded-md text-muted-foreground hover:bg-accent hover:text-foreground data-[state=open]:bg-accent pointer-coarse:size-10"
        >
          <Ellipsis aria-hidden="true" className="size-4" />
        </button>
      }
    >
      {children}
      <MenuItem icon={<Pencil aria-hidden="true" />} onSelect={onRename}>
        Rename
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<Trash2 aria-hidden="true" />} tone="destructive" onSelect={onDelete}>
        Delete
      </MenuItem>
    </DropdownMenu>
  );
}
