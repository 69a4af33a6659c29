/** A requirement, and the words of a person that it came from. */
export interface Fact {
  id: string;
  quote: string;
}

/** A piece of a message, and the requirements that came from it. */
export interface Segment {
  text: string;
  factIds: readonly string[];
}

/**
 * The text in pieces, each phrase that became a requirement on its own. Where phrases overlap the longer one
 * stands for both; each phrase counts where it is said first.
 */
export function segmentsOf(text: string, facts: readonly Fact[]): readonly Segment[] {
  const found = placesOf(text, facts);
  const segments: Segment[] = [];
  let at = 0;
  for (const { start, end, ids } of found) {
    if (start > at) segments.push({ text: text.slice(at, start), factIds: [] });
    segments.push({ text: text.slice(start, end), factIds: ids });
    at = end;
  }
  if (at < text.length) segments.push({ text: text.slice(at), factIds: [] });
  return segments;
}

interface Place {
  ids: string[];
  start: number;
  end: number;
}

function placesOf(text: string, facts: readonly Fact[]): readonly Place[] {
  const taken: Place[] = [];
  const lower = text.toLowerCase();
  for (const { id, quote } of facts.toSorted((a, b) => b.quote.length - a.quote.length)) {
    const start = quote.trim() === "" ? -1 : lower.indexOf(quote.toLowerCase());
    if (start < 0) continue;
    const place = { ids: [id], start, end: start + quote.length };
    const longer = taken.find((each) => overlap(each, place));
    if (longer === undefined) taken.push(place);
    else longer.ids.push(id);
  }
  return taken.toSorted((a, b) => a.start - b.start);
}

function overlap(one: Place, other: Place): boolean {
  return one.start < other.end && other.start < one.end;
}
