import { useState } from "react";

import { ApiError } from "@/lib/api/envelope";
import { toast, toastError } from "@/lib/toast-store";

interface Mutation<Input> {
  mutate: (
    input: Input,
    callbacks: { onSuccess: () => void; onError?: (error: Error) => void },
  ) => void;
  isPending: boolean;
  error: Error | null;
  reset: () => void;
}

interface EditingPorts {
  rename: Mutation<{ id: string; name: string }>;
  remove: Mutation<string>;
}

/** What the row of a list goes by. */
export interface Named {
  id: string;
  name: string;
}

/** Which row of a list is being renamed or asked about, and what saving and deleting do. */
export function useRowEditing({ rename, remove }: EditingPorts) {
  const [renaming, setRenaming] = useState<string | null>(null);
  const [deleting, setDeleting] = useState<Named | null>(null);

  return {
    renaming,
    deleting,
    startRename: setRenaming,
    cancelRename: () => setRenaming(null),
    saveName: (id: string, name: string) => {
      rename.mutate(
        { id, name },
        {
          onSuccess: () => setRenaming(null),
          onError: (error) => toastError(`The name was not changed. ${messageOf(error)}`),
        },
      );
    },
    renamePending: rename.isPending,
    askDelete: (row: Named) => {
      remove.reset();
      setDeleting(row);
    },
    cancelDelete: () => setDeleting(null),
    confirmDelete: () => {
      if (deleting === null) return;
      remove.mutate(deleting.id, {
        onSuccess: () => {
          setDeleting(null);
          toast(`“${deleting.name}” was deleted`);
        },
      });
    },
    deletePending: remove.isPending,
    deleteError: remove.error === null ? null : messageOf(remove.error),
  };
}

export type RowEditing = ReturnType<typeof useRowEditing>;

function messageOf(error: Error): string {
  return error instanceof ApiError ? error.message : "The reason is not known.";
}
