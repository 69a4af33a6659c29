const KEY = "cloudwright.invitation";

/**
 * The token of the link: from the fragment, else what this browser kept while its person signed in or up,
 * which may end in another tab.
 */
export function tokenFrom(hash: string): string | null {
  const given = new URLSearchParams(hash.replace(/^#/, "")).get("token");
  return given === null || given === "" ? localStorage.getItem(KEY) : given;
}

export function keepToken(token: string): void {
  localStorage.setItem(KEY, token);
}

export function forgetToken(): void {
  localStorage.removeItem(KEY);
}
