/** Keeps the access token fresh: scripts see neither token, only whether there may be a sign-in to go on with. */

const PRESENT = "cw_present=1";
const ADDRESS = "/api/v1/sign-in/refresh";
const EARLY_MILLISECONDS = 60_000;

let running: Promise<boolean> | null = null;
let endsAt = 0;

/** Ask for the next access token; tabs and requests that ask together share one answer. */
export function refreshed(): Promise<boolean> {
  running ??= exchange().finally(() => {
    running = null;
  });
  return running;
}

/** Whether this browser was signed in and has not been signed out. */
export function maySignOn(): boolean {
  return document.cookie.split("; ").includes(PRESENT);
}

/** Ask before the token ends, so that pictures and downloads, which cannot ask, find a good one. */
export function keepFresh(): () => void {
  const check = () => {
    const due = document.visibilityState === "visible" && Date.now() > endsAt - EARLY_MILLISECONDS;
    if (due && maySignOn()) void refreshed();
  };
  const timer = setInterval(check, EARLY_MILLISECONDS / 2);
  document.addEventListener("visibilitychange", check);
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", check);
  };
}

async function exchange(): Promise<boolean> {
  try {
    const answer = await fetch(`${location.origin}${ADDRESS}`, {
      method: "POST",
      credentials: "same-origin",
      headers: { "x-cloudwright": "1" },
    });
    if (!answer.ok) return false;
    const body = (await answer.json()) as { data: { expires_in_seconds: number } };
    endsAt = Date.now() + body.data.expires_in_seconds * 1000;
    return true;
  } catch {
    return false;
  }
}
