import type { Schemas } from "@/lib/api/types";

type Mentionable = Schemas["Mentionable"];

/** A name that is being typed: what follows the @ that begins at `from`. */
export interface Typing {
  from: number;
  query: string;
}

const TYPING = /(?:^|\s)@([\p{L}\p{N}][\p{L}\p{N} .'’-]{0,30}|)$/u;

/** The mention that ends at the caret, if one is being typed. */
export function typingAt(text: string, caret: number): Typing | null {
  const found = TYPING.exec(text.slice(0, caret));
  if (found === null) return null;
  const query = found[1] ?? "";
  return { from: caret - query.length - 1, query };
}

/** Who could be meant, at most six. */
export function candidates(people: readonly Mentionable[], query: string): Mentionable[] {
  const wanted = query.toLowerCase();
  return people
    .filter(({ name }) =>
      name
        .toLowerCase()
        .split(" ")
        .some((_, at, words) => words.slice(at).join(" ").startsWith(wanted)),
    )
    .slice(0, 6);
}

/** The text with the name in the place of what was typed, and where the caret goes. */
export function completed(
  text: string,
  { from, query }: Typing,
  name: string,
): { text: string; caret: number } {
  const before = `${text.slice(0, from)}@${name} `;
  return { text: before + text.slice(from + 1 + query.length).trimStart(), caret: before.length };
}

/** The members whose names stand behind an @ in the text. */
export function mentionsIn(text: string, people: readonly Mentionable[]): string[] {
  return people.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id);
}
