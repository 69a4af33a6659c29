import type { Schemas } from "@/lib/api/types";

type Diff = Schemas["Diff"];

/** What a card says about itself while two revisions are compared. */
export function marksOf(difference: Diff | undefined): ReadonlyMap<string, string> {
  const marks = new Map<string, string>();
  for (const each of difference?.added ?? []) marks.set(each.id, "New");
  for (const each of difference?.changed ?? []) marks.set(each.id, "Changed");
  return marks;
}

export function isEmptyDifference(difference: Diff): boolean {
  return (
    difference.added.length === 0 &&
    difference.removed.length === 0 &&
    difference.changed.length === 0 &&
    difference.connections_added.length === 0 &&
    difference.connections_removed.length === 0 &&
    difference.connections_changed.length === 0 &&
    difference.settings.length === 0
  );
}

/** "properties.memory_mb" as "memory mb". */
export function fieldWords(field: string): string {
  return field.replace(/^properties\./, "").replaceAll("_", " ");
}

/** A value of a design in words; nothing is "not set". */
export function valueWords(value: unknown): string {
  if (value === null || value === undefined || value === "") return "not set";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return value;
  if (typeof value === "number") return value.toLocaleString("en-US");
  return JSON.stringify(value);
}

export function connectionWords({ source, verb, target }: Schemas["ConnectionRef"]): string {
  return `${source} ${verb.replaceAll("_", " ")} ${target}`;
}
