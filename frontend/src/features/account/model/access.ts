import type { Me } from "@/lib/api/types";

import type { Access } from "./wire";

/** What this server and this person's role offer; a server that says nothing offers none of it. */
export function capabilities(me: Me | undefined): ReadonlySet<string> {
  return new Set((me as (Me & Access) | undefined)?.capabilities);
}

/** The organisations that a person can switch between, when there is more than one. */
export function otherPlaces(me: Me | undefined): NonNullable<Access["organizations"]> {
  const all = (me as (Me & Access) | undefined)?.organizations ?? [];
  return all.length > 1 ? all : [];
}

/** Whether there is anything to set or to switch. */
export function offersSettings(me: Me | undefined): boolean {
  return capabilities(me).size > 0;
}
