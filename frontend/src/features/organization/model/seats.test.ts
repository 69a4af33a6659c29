import { priceWords, seatWords } from "./seats";

const usd = (amount_minor: number) => ({ amount_minor, currency: "USD" });
const free = {
  seats_free: 2,
  adds_seat: false,
  blocked: false,
  prorated: null,
  monthly: null,
  period_ends_at: null,
};

test("seats say how many are only invited", () => {
  expect(seatWords({ used: 6, invited: 2, limit: 10 })).toBe("8 of 10 seats, 2 of them invited");
  expect(seatWords({ used: 1, invited: 0, limit: null })).toBe("1 seat");
});

test("a free seat costs nothing more", () => {
  expect(priceWords(free)).toBe("Takes one of 2 free seats. It costs nothing more.");
});

test("a seat that is added says what it costs now and later", () => {
  const words = priceWords({
    ...free,
    seats_free: 0,
    adds_seat: true,
    prorated: usd(733),
    monthly: usd(2000),
    period_ends_at: "2026-12-01T00:00:00Z",
  });

  expect(words).toMatch(/^Adds a seat: \$7\.33 now for the time until .* then \$20\.00 a month\.$/);
});

test("a plan that cannot grow says so", () => {
  expect(priceWords({ ...free, seats_free: 0, blocked: true })).toContain("larger plan");
});
