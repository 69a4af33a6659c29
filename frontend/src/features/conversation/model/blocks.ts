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
  const kept = lastSolid(raws);
  return {
    source,
    frozen: [...frozen, ...raws.slice(0, kept).filter((raw) => raw.trim() !== "")],
    tail: raws.slice(kept).join(""),
  };
}

/** The last block that is more than white space is still open. */
function lastSolid(raws: readonly string[]): number {
  return Math.max(
    0,
    raws.findLastIndex((raw) => raw.trim() !== ""),
  );
}
