export interface AuditFilters {
  q: string;
  action: string;
  result: string;
  from: string;
}

const names = ["q", "action", "result", "from"] as const;

/** The filters of the address. */
export function filtersIn(params: URLSearchParams): AuditFilters {
  return Object.fromEntries(
    names.map((name) => [name, params.get(name) ?? ""]),
  ) as unknown as AuditFilters;
}

export function withFilter(
  params: URLSearchParams,
  name: keyof AuditFilters,
  value: string,
): URLSearchParams {
  const next = new URLSearchParams(params);
  if (value === "") next.delete(name);
  else next.set(name, value);
  return next;
}

export function isFiltered(filters: AuditFilters): boolean {
  return Object.values(filters).some((value) => value !== "");
}
