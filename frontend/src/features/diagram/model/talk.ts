import type { ReactNode } from "react";

import type { Schemas } from "@/lib/api/types";

import { handleOf } from "./frames";

/** Discussions about an element: how many are open, and how many words in them are unread. */
export interface Pin {
  open: number;
  unread: number;
}

/** What people say about the design, which another feature knows. */
export interface Talk {
  pins: ReadonlyMap<string, Pin>;
  unread: number;
  /** The address asks for a discussion. */
  wanted: boolean;
  pane: (look: TalkLook) => ReactNode;
}

export interface TalkLook {
  about: string | null;
  onAbout: (id: string | null) => void;
  onGo: (elementId: string) => void;
}

export interface PlacedPin extends Pin {
  id: string;
  title: string;
  x: number;
  y: number;
}

/** Where the marks stand: at the corner of a card or a boundary's title, or beside the words of a connection. */
export function placedPins(
  drawing: Schemas["Drawing"],
  pins: ReadonlyMap<string, Pin>,
): readonly PlacedPin[] {
  const nodes = drawing.nodes.flatMap((node) => {
    const box = handleOf(node);
    const found = (node.members ?? [node.id]).filter((id) => pins.has(id));
    const [first] = found;
    if (first === undefined) return [];
    const sum = found.reduce((all, id) => added(all, pins.get(id)), { open: 0, unread: 0 });
    return [{ ...sum, id: first, title: node.title, x: box.x + box.width, y: box.y }];
  });
  const edges = drawing.edges.flatMap((edge) => {
    const pin = pins.get(edge.id);
    if (pin === undefined) return [];
    return [{ ...pin, id: edge.id, title: edge.label, x: edge.label_x, y: edge.label_y }];
  });
  return [...nodes, ...edges];
}

function added(all: Pin, one: Pin | undefined): Pin {
  return { open: all.open + (one?.open ?? 0), unread: all.unread + (one?.unread ?? 0) };
}

/** "2 discussions on Orders, 1 new comment". */
export function pinWords({ title, open, unread }: PlacedPin): string {
  const told = `${String(open)} ${open === 1 ? "discussion" : "discussions"} on ${title}`;
  if (unread === 0) return told;
  return `${told}, ${String(unread)} new ${unread === 1 ? "comment" : "comments"}`;
}
