const dayAndTime = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});
const dayOnly = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const dayWithYear = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
});

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "21 Nov 2026, 10:32" in the reader's time zone. */
export function formatDateTime(iso: string): string {
  return dayAndTime.format(new Date(iso));
}

/** "just now", "5 min ago", "3 h ago", "2 days ago", then the date. */
export function formatAgo(iso: string, now: number = Date.now()): string {
  const then = new Date(iso);
  const age = now - then.getTime();
  if (age < MINUTE) return "just now";
  if (age < HOUR) return `${String(Math.floor(age / MINUTE))} min ago`;
  if (age < DAY) return `${String(Math.floor(age / HOUR))} h ago`;
  if (age < 2 * DAY) return "yesterday";
  if (age < 7 * DAY) return `${String(Math.floor(age / DAY))} days ago`;
  const sameYear = then.getFullYear() === new Date(now).getFullYear();
  return (sameYear ? dayOnly : dayWithYear).format(then);
}
