import { lazy } from "react";

const loadRename = () => import("@/components/ui/inline-rename");
const loadConfirm = () => import("@/components/ui/confirm-dialog");

/** The parts of a list that only renaming and deleting need. */
export const InlineRename = lazy(async () => ({ default: (await loadRename()).InlineRename }));
export const ConfirmDialog = lazy(async () => ({ default: (await loadConfirm()).ConfirmDialog }));

/** Called when somebody is about to open a row's menu, so that its choices act at once. */
export function fetchRowEditing(): void {
  void loadRename();
  void loadConfirm();
}
