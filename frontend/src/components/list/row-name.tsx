import { Suspense, type ReactNode } from "react";
import { Link } from "react-router";

import type { Named, RowEditing } from "./editing";
import { InlineRename } from "./on-demand";

interface RowNameProps {
  row: Named;
  to: string;
  /** Names the field that renames it: "Design name". */
  field: string;
  editing: RowEditing;
  /** Badges beside the name. */
  children?: ReactNode;
}

/** The name of a row as a link, or the field that changes it. */
export function RowName({ row, to, field, editing, children }: RowNameProps) {
  const shown = (
    <>
      <Link to={to} className="truncate hover:underline">
        {row.name}
      </Link>
      {children}
    </>
  );
  if (editing.renaming !== row.id) return shown;
  return (
    <Suspense fallback={shown}>
      <InlineRename
        label={field}
        value={row.name}
        pending={editing.renamePending}
        onSave={(name) => editing.saveName(row.id, name)}
        onCancel={editing.cancelRename}
      />
    </Suspense>
  );
}
