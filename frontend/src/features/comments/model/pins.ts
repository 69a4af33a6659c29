import type { Schemas } from "@/lib/api/types";

type CommentThread = Schemas["CommentThread"];

/** What a mark on an element says. */
export interface Pin {
  open: number;
  unread: number;
}

/** The open discussions by the element that they are about; one whose element is gone has no place. */
export function pinsOf(threads: readonly CommentThread[]): ReadonlyMap<string, Pin> {
  const pins = new Map<string, Pin>();
  for (const { anchor, resolved, unread } of threads) {
    if (resolved || anchor.kind === "design" || anchor.removed_in !== null) continue;
    const before = pins.get(anchor.id) ?? { open: 0, unread: 0 };
    pins.set(anchor.id, { open: before.open + 1, unread: before.unread + unread });
  }
  return pins;
}

export function unreadIn(threads: readonly CommentThread[]): number {
  return threads.reduce((sum, each) => sum + each.unread, 0);
}

/** "on Orders, removed in revision 7", "on Orders", "on the whole design". */
export function placeWords({ anchor }: CommentThread): string {
  if (anchor.kind === "design") return "On the whole design";
  if (anchor.removed_in === null) return `On ${anchor.title}`;
  return `On ${anchor.title}, removed in revision ${String(anchor.removed_in)}`;
}
