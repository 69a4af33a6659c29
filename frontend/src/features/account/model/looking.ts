const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

/** "14:05" in the reader's time zone. */
export function endsAt(iso: string): string {
  return clock.format(new Date(iso));
}

/** How long until then, a second on top, so that the server has ended it before. */
export function millisecondsLeft(iso: string, now: number): number {
  return Math.max(0, new Date(iso).getTime() - now) + 1_000;
}
