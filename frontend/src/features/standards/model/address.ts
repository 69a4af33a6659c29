const NAME = "sheet";
const VALUE = "standards";

/** Whether the address shows the standards of the design. */
export function showsStandards(search: URLSearchParams): boolean {
  return search.get(NAME) === VALUE;
}

/** The search of the address with the standards shown. */
export function withStandards(search: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams(search);
  next.set(NAME, VALUE);
  return next;
}

export function withoutStandards(search: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams(search);
  next.delete(NAME);
  return next;
}
