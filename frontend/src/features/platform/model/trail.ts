export interface TrailFilters {
  trail: "organizations" | "platform";
  q: string;
  organization: string;
  from: string;
}

/** The filters of the address. */
export function filtersIn(params: URLSearchParams): TrailFilters {
  return {
    trail: params.get("trail") === "platform" ? "platform" : "organizations",
    q: params.get("q") ?? "",
    organization: params.get("organization") ?? "",
    from: params.get("from") ?? "",
  };
}

/** The address with another filter; an empty one is left out. */
export function withParam(params: URLSearchParams, name: string, value: string): URLSearchParams {
  const next = new URLSearchParams(params);
  if (value === "") next.delete(name);
  else next.set(name, value);
  return next;
}

export function isFiltered({ q, organization, from }: TrailFilters): boolean {
  return q !== "" || organization !== "" || from !== "";
}
