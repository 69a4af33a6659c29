import { ApiError } from "@/lib/api/envelope";

import { isFilled, type Draft, type TagRow } from "./draft";

export type Field =
  "prefix" | "tags" | "regions" | "allowed" | "forbidden" | "boundary" | "formats" | "whole";

/** What is wrong, by the field it stands beside. */
export type Problems = Partial<Record<Field, string>>;

const PREFIX = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const TAG_KEY = /^[A-Za-z0-9_.:/=+@-]{1,128}$/;
const TAG_VALUE = /^[A-Za-z0-9 _.:/=+@-]{0,256}$/;
const BOUNDARY = /^(arn:aws[a-z-]*:iam::[0-9]{12}:policy\/)?[A-Za-z0-9+=,.@_/-]+$/;
const LONGEST_PREFIX = 12;
const MOST_TAGS = 30;

/** What can be said before the server is asked. */
export function problemsOf(draft: Draft): Problems {
  const found: Record<Field, string | null> = {
    prefix: prefixProblem(draft.prefix.trim()),
    tags: tagsProblem(draft.tags.filter(isFilled)),
    regions: null,
    allowed: null,
    forbidden: bothProblem(draft),
    boundary: boundaryProblem(draft.boundary.trim()),
    formats: draft.formats.length === 0 ? "A bundle needs at least one of these." : null,
    whole: null,
  };
  return Object.fromEntries(Object.entries(found).filter(([, problem]) => problem !== null));
}

function prefixProblem(prefix: string): string | null {
  if (prefix === "" || (PREFIX.test(prefix) && prefix.length <= LONGEST_PREFIX)) return null;
  if (prefix.length > LONGEST_PREFIX) return `At most ${LONGEST_PREFIX} characters.`;
  return "Small letters, digits and single hyphens, with a letter first: acme or acme-eu.";
}

function tagsProblem(rows: readonly TagRow[]): string | null {
  if (rows.length > MOST_TAGS) return `At most ${MOST_TAGS} tags.`;
  const keys = rows.map(({ key }) => key.trim());
  const twice = keys.find((key, index) => key !== "" && keys.indexOf(key) !== index);
  if (twice !== undefined) return `“${twice}” is there twice.`;
  return rows.map(tagProblem).find((problem) => problem !== null)?.words ?? null;
}

interface TagProblem {
  part: "key" | "value";
  words: string;
}

export function tagProblem({ key: typed, value }: TagRow): TagProblem | null {
  const key = typed.trim();
  const words = keyProblem(key, value.trim());
  if (words !== null) return { part: "key", words };
  if (TAG_VALUE.test(value.trim())) return null;
  return {
    part: "value",
    words: `The value of “${key}” can have letters, digits, spaces and _ . : / = + @ - only.`,
  };
}

function keyProblem(key: string, value: string): string | null {
  if (key === "") return value === "" ? null : `The value “${value}” has no key.`;
  if (/^aws:/i.test(key)) return "Keys that begin with aws: belong to AWS.";
  if (TAG_KEY.test(key)) return null;
  return `“${key}” can have letters, digits and _ . : / = + @ - only.`;
}

function bothProblem({ allowed, forbidden }: Draft): string | null {
  const both = forbidden.some((kind) => allowed.includes(kind));
  return both ? "One of these is also among the only ones to use. Take it out of one list." : null;
}

function boundaryProblem(boundary: string): string | null {
  if (boundary === "" || BOUNDARY.test(boundary)) return null;
  if (boundary.startsWith("arn:"))
    return "An ARN reads arn:aws:iam::111122223333:policy/name, with the twelve digits of the account.";
  return "A policy's name has letters, digits and + = , . @ _ / - only.";
}

const fieldsByPath: Readonly<Record<string, Field>> = {
  name_prefix: "prefix",
  tags: "tags",
  allowed_regions: "regions",
  region: "regions",
  allowed_kinds: "allowed",
  forbidden_kinds: "forbidden",
  permissions_boundary: "boundary",
  formats: "formats",
};

interface Reported {
  path: string;
  got: unknown;
  words: string;
}

/** The server's refusal, each part of it at the field that it is about. */
export function problemsIn(error: Error, draft: Draft): Problems {
  const reported = error instanceof ApiError ? reportedIn(error.details) : [];
  const found: Problems = reported.length === 0 ? { whole: error.message } : {};
  for (const each of reported) {
    const field = fieldOf(each, draft);
    const before = found[field];
    if (before === undefined) found[field] = each.words;
    else if (!before.includes(each.words)) found[field] = `${before} ${each.words}`;
  }
  return found;
}

function fieldOf({ path, got }: Reported, draft: Draft): Field {
  const first = path.split(".")[0] ?? "";
  // A design's component is what a rule about services leaves no room for.
  if (first === "components")
    return draft.forbidden.includes(String(got)) ? "forbidden" : "allowed";
  return fieldsByPath[first] ?? "whole";
}

/** A refusal in words, for where there is no field that it is about. */
export function wordsIn(error: Error): string {
  const reported = error instanceof ApiError ? reportedIn(error.details) : [];
  return reported.length === 0 ? error.message : reported.map(({ words }) => words).join(" ");
}

/** Each problem of a refusal in words, for where there is no form: "tags.Team: …". */
export function sentencesIn(error: Error): string[] {
  const reported = error instanceof ApiError ? reportedIn(error.details) : [];
  if (reported.length === 0) return [error.message];
  return reported.map(({ path, words }) => (path === "" ? words : `${path}: ${words}`));
}

function reportedIn(details: unknown): Reported[] {
  if (!isRecord(details)) return [];
  const problems = Array.isArray(details.problems) ? details.problems : details.fields;
  if (!Array.isArray(problems)) return [];
  return problems.filter(isRecord).map((each) => ({
    path: textOf(each.path ?? each.field),
    got: each.got,
    words: sentence(textOf(each.hint ?? each.message)),
  }));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function sentence(words: string): string {
  const text = `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
  return /[.?!]$/.test(text) ? text : `${text}.`;
}
