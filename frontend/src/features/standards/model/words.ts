import type { Schemas } from "@/lib/api/types";
import { countOf } from "@/lib/format/number";

import { everyFormat, type Format, type Region } from "./draft";

type Standards = Schemas["Standards"];
type CatalogKind = Schemas["CatalogKind"];

/** Something to pick by its title, with what tells it from its like. */
export interface Choice<Id extends string = string> {
  id: Id;
  title: string;
  detail: string;
}

const regionNames: Readonly<Record<Region, string>> = {
  "us-east-1": "N. Virginia",
  "us-west-2": "Oregon",
  "eu-west-1": "Ireland",
  "eu-central-1": "Frankfurt",
  "ap-southeast-1": "Singapore",
  "ap-northeast-1": "Tokyo",
};

export const regionChoices: readonly Choice<Region>[] = Object.entries(regionNames).map(
  ([id, name]) => ({ id: id as Region, title: id, detail: name }),
);

export function kindChoices(kinds: readonly CatalogKind[]): Choice[] {
  return kinds.map(({ id, service, title }) => ({
    id,
    title: service,
    detail: title === service ? "" : title,
  }));
}

export const formatWords: Readonly<Record<Format, { title: string; detail: string }>> = {
  cloudformation: { title: "CloudFormation", detail: "Templates for dev and prod" },
  terraform: { title: "Terraform", detail: "Root modules for dev and prod" },
  diagrams: { title: "Diagrams", detail: "SVG, PNG, draw.io, Mermaid" },
  documents: { title: "Documents", detail: "Brief, decisions, cost, review, runbook" },
};

export interface Rule {
  name: string;
  words: string;
}

/** What the standards say, one line for each thing they rule. */
export function rulesOf(standards: Standards, kinds: readonly CatalogKind[]): Rule[] {
  const left = everyFormat.filter((each) => !standards.formats.includes(each));
  const tags = Object.entries(standards.tags ?? {});
  const rules: Rule[] = [
    { name: "Name prefix", words: standards.name_prefix },
    { name: "Tags", words: tags.map(([key, value]) => `${key}=${value}`).join(", ") },
    { name: "Regions", words: standards.allowed_regions.join(", ") },
    { name: "Only these services", words: titled(standards.allowed_kinds, kinds) },
    { name: "Forbidden services", words: titled(standards.forbidden_kinds, kinds) },
    { name: "Permissions boundary", words: standards.permissions_boundary },
    {
      name: "Left out of bundles",
      words: standards.formats.length === 0 ? "" : left.map(titleOf).join(", "),
    },
  ];
  return rules.filter(({ words }) => words !== "");
}

function titleOf(format: Format): string {
  return formatWords[format].title;
}

function titled(ids: readonly string[], kinds: readonly CatalogKind[]): string {
  return ids.map((id) => kinds.find((kind) => kind.id === id)?.service ?? id).join(", ");
}

/** The name that a resource would have, before its own part. */
export function exampleName(prefix: string, design: string): string {
  return [prefix.trim(), design, "prod"].filter((part) => part !== "").join("-");
}

/** An option, as far as what the standards do to it shows. */
export interface SeenOption {
  id: string;
  name: string;
  revision_id: string;
  revision_number: number;
  discarded: boolean;
  departures: readonly Schemas["Departure"][];
}

/** Whether the design can be put under the standards as it is: only what it carries is older. */
export function canFollow({ departures }: SeenOption): boolean {
  return departures.every(({ rule }) => rule === "standards-older");
}

export interface Outcome {
  words: string;
  /** An option is not under the standards. */
  departs: boolean;
}

/** What saving did to the options: how many follow, and which depart. */
export function outcomeOf(before: readonly SeenOption[], after: readonly SeenOption[]): Outcome {
  const open = after.filter(({ discarded }) => !discarded);
  if (open.length === 0)
    return { words: "Saved. What is proposed from now on is held to them.", departs: false };
  const changed = open.filter(
    ({ id, revision_id: revision }) =>
      !before.some((each) => each.id === id && each.revision_id === revision),
  );
  const departing = open.filter(({ departures }) => departures.length > 0);
  const saved = `Saved. ${countOf(changed.length, "option")} changed.`;
  if (departing.length === 0)
    return { words: `${saved} Every option keeps to them.`, departs: false };
  const names = departing.map(({ name }) => `“${name}”`).join(", ");
  return { words: `${saved} Not under them: ${names}. The board says why.`, departs: true };
}
