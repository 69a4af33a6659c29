const HOME = "/designs";

/** Where to go after sign-in: a path of this application, never another site. */
export function nextAddress(search: string): string {
  const next = new URLSearchParams(search).get("next");
  if (!next?.startsWith("/")) return HOME;
  const url = new URL(next, "http://here.invalid");
  if (url.origin !== "http://here.invalid" || url.pathname === "/sign-in") return HOME;
  return url.pathname + url.search + url.hash;
}
