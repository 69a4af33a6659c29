import type { Schemas } from "@/lib/api/types";

type Standards = Schemas["Standards"];
export type Region = Standards["allowed_regions"][number];
export type Format = Standards["formats"][number];

export interface TagRow {
  /** Tells rows apart while keys are typed. */
  id: number;
  key: string;
  value: string;
}

/** Standards as they are being edited. */
export interface Draft {
  prefix: string;
  tags: readonly TagRow[];
  regions: readonly Region[];
  allowed: readonly string[];
  forbidden: readonly string[];
  boundary: string;
  /** Those that a bundle may hold, all of them spelled out. */
  formats: readonly Format[];
}

export const everyFormat: readonly Format[] = [
  "cloudformation",
  "terraform",
  "diagrams",
  "documents",
];

export function draftOf(standards: Standards): Draft {
  return {
    prefix: standards.name_prefix,
    tags: Object.entries(standards.tags ?? {}).map(([key, value], id) => ({ id, key, value })),
    regions: standards.allowed_regions,
    allowed: standards.allowed_kinds,
    forbidden: standards.forbidden_kinds,
    boundary: standards.permissions_boundary,
    formats: standards.formats.length === 0 ? everyFormat : standards.formats,
  };
}

/** What would be saved: rows without key and value are none, and every format is no rule. */
export function standardsOf(draft: Draft): Standards {
  const rows = draft.tags.filter(isFilled);
  return {
    name_prefix: draft.prefix.trim(),
    tags: Object.fromEntries(rows.map(({ key, value }) => [key.trim(), value.trim()])),
    allowed_regions: [...draft.regions],
    allowed_kinds: [...draft.allowed],
    forbidden_kinds: [...draft.forbidden],
    permissions_boundary: draft.boundary.trim(),
    formats:
      draft.formats.length === everyFormat.length
        ? []
        : everyFormat.filter((each) => draft.formats.includes(each)),
  };
}

export function isFilled({ key, value }: TagRow): boolean {
  return key.trim() !== "" || value.trim() !== "";
}

/** Whether saving would change anything; the order of tags is no matter. */
export function isChanged(draft: Draft, stored: Standards): boolean {
  return spelled(standardsOf(draft)) !== spelled(standardsOf(draftOf(stored)));
}

function spelled({ tags, ...rest }: Standards): string {
  const sorted = Object.entries(tags ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([rest, sorted]);
}
