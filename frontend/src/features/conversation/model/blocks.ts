import { Lexer } from "marked";

/** A text in Markdown, cut into blocks. Finished ones never change again; only `tail` may. */
export interface Blocks {
  source: string;
  frozen: readonly string[];
  tail: string;
}

export const noBlocks: Blocks = { source: "", frozen: [], tail: "" };

/** Cuts a text that grew at its end, lexing only what was not finished before. */
export function extendBlocks(before: Blocks, source: string): Blocks {
  if (source === before.source) return before;
  const grown = source.startsWith(before.source);
  const frozen = grown ? before.frozen : [];
  const rest = grown ? before.tail + source.slice(before.source.length) : source;
  const raws = Lexer.lex(rest, { gfm: true }).map((token) => token.raw);
  const finished = raws.slice(0, finishedCount(raws));
  const length = finished.join("").length;
  // The lexer rewrites some white space; what it rewrote is not the source and stays open.
  if (!rest.startsWith(finished.join(""))) return { source, frozen, tail: rest };
  return {
    source,
    frozen: [...frozen, ...finished.filter((raw) => raw.trim() !== "")],
    tail: rest.slice(length),
  };
}

/**
 * How many tokens are finished: those before the last that is more than white space, up to a blank line.
 * Without the blank line half a line can read as another block, such as "-" before "- item".
 */
function finishedCount(raws: readonly string[]): number {
  const last = raws.findLastIndex((raw) => raw.trim() !== "");
  for (let count = last; count > 0; count -= 1) {
    if (/\n[ \t]*\n$/.test(raws.slice(0, count).join(""))) return count;
  }
  return 0;
}
