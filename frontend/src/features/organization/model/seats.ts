import { formatDateTime } from "@/lib/format/date";
import { formatMinor } from "@/lib/format/money";
import { countOf } from "@/lib/format/number";

import type { SeatPrice, Seats } from "./wire";

/** "8 of 10 seats, 2 of them invited". */
export function seatWords({ used, invited, limit }: Seats): string {
  const taken = used + invited;
  const of = limit === null ? countOf(taken, "seat") : `${taken} of ${countOf(limit, "seat")}`;
  return invited === 0 ? of : `${of}, ${invited} of them invited`;
}

/** What an invitation will cost, said before it is sent. */
export function priceWords(price: SeatPrice): string {
  if (price.blocked) return "Every seat of the plan is taken. Choose a larger plan first.";
  if (price.seats_free === null) return "Seats are not limited. It costs nothing more.";
  if (!price.adds_seat)
    return `Takes one of ${countOf(price.seats_free, "free seat")}. It costs nothing more.`;
  if (price.prorated === null || price.monthly === null) return "Adds a seat at no charge.";
  const until =
    price.period_ends_at === null
      ? ""
      : ` for the time until ${formatDateTime(price.period_ends_at)}`;
  return `Adds a seat: ${formatMinor(price.prorated)} now${until}, then ${formatMinor(price.monthly)} a month.`;
}
