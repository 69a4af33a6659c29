import type { Me } from "@/lib/api/types";

/** What this server and this person's role offer; nothing while it is not known who is here. */
export function capabilities(me: Me | undefined): ReadonlySet<string> {
  return new Set(me?.capabilities);
}

/** The organisations that a person can switch between, when there is more than one. */
export function otherPlaces(me: Me | undefined): Me["organizations"] {
  const all = me?.organizations ?? [];
  return all.length > 1 ? all : [];
}

/** Whether there is anything to set or to switch. */
export function offersSettings(me: Me | undefined): boolean {
  return capabilities(me).size > 0;
}
