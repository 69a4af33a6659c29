import { Suspense, type ComponentProps, type ReactNode } from "react";

import type { RowEditing } from "./editing";
import { ListSection } from "./list-section";
import { ConfirmDialog } from "./on-demand";
import { Table } from "./table";

interface EditableListProps<Item> extends Omit<
  ComponentProps<typeof ListSection<Item>>,
  "children"
> {
  /** Names the table: "Designs". */
  label: string;
  columns: ComponentProps<typeof Table>["columns"];
  editing: RowEditing;
  /** What a row is called when it is deleted: "design". */
  thing: string;
  /** What a deletion takes along, and what stays. */
  consequence: ReactNode;
  /** The row of an item, with its id as key. */
  children: (item: Item) => ReactNode;
}

/** A list whose rows are renamed where they stand and deleted after a question. */
export function EditableList<Item>({
  label,
  columns,
  editing,
  thing,
  consequence,
  children,
  ...list
}: EditableListProps<Item>) {
  return (
    <>
      <ListSection {...list}>
        {(items) => (
          <Table label={label} columns={columns}>
            {items.map(children)}
          </Table>
        )}
      </ListSection>
      <Suspense fallback={null}>
        {editing.deleting !== null && (
          <ConfirmDialog
            open
            onOpenChange={editing.cancelDelete}
            title={`Delete “${editing.deleting.name}”?`}
            description={consequence}
            confirmLabel={`Delete ${thing}`}
            pending={editing.deletePending}
            error={editing.deleteError}
            onConfirm={editing.confirmDelete}
          />
        )}
      </Suspense>
    </>
  );
}
