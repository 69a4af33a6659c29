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

interface Named {
  id: string;
}

/** Which row of a list is being renamed or asked about, and what saving and deleting do. */
export function useRowEditing<Item extends Named>({ rename, remove }: EditingPorts) {
  const [renaming, setRenaming] = useState<string | null>(null);
  const [deleting, setDeleting] = useState<Item | null>(null);

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
    askDelete: (item: Item) => {
      remove.reset();
      setDeleting(item);
    },
    cancelDelete: () => setDeleting(null),
    confirmDelete: (said: string) => {
      if (deleting === null) return;
      remove.mutate(deleting.id, {
        onSuccess: () => {
          setDeleting(null);
          toast(said);
        },
      });
    },
    deletePending: remove.isPending,
    deleteError: remove.error === null ? null : messageOf(remove.error),
  };
}

function messageOf(error: Error): string {
  return error instanceof ApiError ? error.message : "The reason is not known.";
}
