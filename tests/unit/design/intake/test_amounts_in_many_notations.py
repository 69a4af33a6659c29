"""Money, loads and crowds in the notations of many places and trades."""

import pytest
from pydantic import JsonValue

from cloudwright.design.intake.read import read
from cloudwright.design.model.brief import Brief, RequirementKind

MONEY = (
    ("an API for R 25 000 a month", 25_000, "ZAR"),
    ("CHF 1'250 pro Monat", 1_250, "CHF"),
    ("Fr. 80.- im Monat", 80, "CHF"),
    ("we can find £40 pcm", 40, "GBP"),
    ("€310 p.m.", 310, "EUR"),
    ("Rs. 2,50,000 pm is sanctioned", 250_000, "INR"),
    ("Rs 6 lakh p.a.", 50_000, "INR"),
    ("stay below 40 000 Kč per month", 40_000, "CZK"),
    ("maximal 12,50 EUR in the month", 12.5, "EUR"),
    ("- an API\n- 420 euro", 420, "EUR"),
    ("money: NOK 9 000 in month", 9_000, "NOK"),
    ("6.200 € im Monat", 6_200, "EUR"),
    ("pay 70 €/mois", 70, "EUR"),
    ("Budget is € 3.100,- per month", 3_100, "EUR"),
    ("an API, budget 300", 300, "USD"),
    ("spend: not to exceed $520 monthly", 520, "USD"),
    ("Heroku is $700/mo now, I'd like to be below 250 on aws", 250, "USD"),
    ("the servers cost 9.000 € a month, up to 5.000 € monthly is fine", 5_000, "EUR"),
)
NO_MONEY = (
    "our shop makes $20k a month",
    "hosting is £85 a month at the moment",
    "the last quote was £1,200 plus £90 a month",
    "version R 4 of it",
)
SAID: tuple[tuple[str, dict[str, JsonValue]], ...] = (
    ("400k calls/mo", {"traffic": 400_000}),
    ("3 Mio. page views / month", {"traffic": 3_000_000}),
    ("- 2.5m requests/day, weekends a third of it", {"traffic": 76_041_667}),
    ("9 thousand hits by month", {"traffic": 9_000}),
    ("half a request a second on average, 300 rps when sales open", {"traffic": 1_314_000}),
    ("2k events/s sustained, 30k/s at term start", {"traffic": 5_256_000_000}),
    ("PNG scans, 1,200 of them per week", {"traffic": 5_214}),
    ("5,000 patients/mo, a dozen API calls each", {"users": 5_000, "traffic": 60_000}),
    ("70,000 letters a day, each stamped 3 times", {"traffic": 6_387_500}),
    ("30,000 DAU; each player posts 5 scores a day and opens the list 15 times",
     {"users": 30_000, "traffic": 18_250_000}),
    ("31,000 of them, every valve reports its state each 30 minutes", {"traffic": 45_260_000}),
    ("120 000 gas meters, each sends a reading every quarter of an hour", {"traffic": 350_400_000}),
    ("80 lorries sending a position each 20 seconds, 10 hours a day, 20 days a month",
     {"traffic": 2_880_000}),
    ("1,500 drivers; about 60 messages per driver and shift, 22 shifts a month",
     {"users": 1_500, "traffic": 1_980_000}),
    ("40 wind turbines, bundled into one record per turbine and second", {"traffic": 105_120_000}),
    ("300 clerks work in it", {"users": 300}),
    ("75 librarians", {"users": 75}),
    ("220 foresters use it", {"users": 220}),
    ("it starts at 8 in the morning", {}),
    ("the billing interface (6 messages a minute) is another tender", {}),
    ("40 tokens/s each", {}),
    ("two ensembles as partners", {}),
    ("the export lands at 02:30 as CSV", {}),
    ("we're two photographers", {"team-size": 2}),
)  # fmt: skip


@pytest.mark.parametrize(("text", "amount", "currency"), MONEY, ids=[said for said, _, _ in MONEY])
def test_an_amount_is_read_in_its_own_notation(text: str, amount: float, currency: str) -> None:
    found = read(text, Brief()).requirement("budget")

    assert found is not None
    assert float(str(found.value)) == pytest.approx(amount)
    assert found.unit == f"{currency}/month"
    assert found.quote in text


@pytest.mark.parametrize("text", NO_MONEY)
def test_what_is_earned_or_paid_today_is_no_budget(text: str) -> None:
    assert read(text, Brief()).requirement("budget") is None


@pytest.mark.parametrize(("text", "facts"), SAID, ids=[said for said, _ in SAID])
def test_a_load_of_several_numbers_is_worked_out(text: str, facts: dict[str, JsonValue]) -> None:
    stated = read(text, Brief()).requirements
    found = {r.id: r.value for r in stated if r.kind is not RequirementKind.FUNCTION}

    assert found == {
        name: pytest.approx(value) if isinstance(value, int) else value for name, value in facts.items()
    }
    assert all(r.quote in text for r in stated)
