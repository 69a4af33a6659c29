"""A message means what it means after what was said, answered and stated before."""

# ruff: noqa: E501  # tables are read line by line

import pytest

from builders.sketches import a_web_app, sketch_of
from cloudwright.design.intake.changes.heard import Talk, heard, orders, parts
from cloudwright.design.intake.changes.offers import offer, offer_against, offered_in
from cloudwright.design.intake.changes.sketch import Drawn, Past, Pinned, Sketch
from cloudwright.design.intake.changes.understand import Wish

BUDGET = Pinned(
    id="budget",
    kind="budget",
    value=90,
    unit="USD/month",
    statement="Costs at most USD 90 a month",
    quote="at most $90",
)
TRAFFIC = Pinned(
    id="traffic", kind="traffic", value=91250, statement="91,250 requests a month", quote="3k requests a day"
)
NO_KEYS = Pinned(
    id="without-redis",
    kind="exclusion",
    value="elasticache_cache",
    statement="Does without redis",
    quote="no redis",
)
GERMANY = Pinned(
    id="residency",
    kind="residency",
    value="Germany",
    statement="Data stays in Germany",
    quote="must stay in Germany",
)
LAMBDA = Pinned(
    id="service-lambda-function",
    kind="service",
    value="lambda_function",
    statement="Uses AWS Lambda",
    quote="lambda",
)
SKETCH = sketch_of(a_web_app()).model_copy(
    update={"stated": (BUDGET, TRAFFIC, NO_KEYS, GERMANY, LAMBDA), "options": ("Small", "Large"), "region": "eu-central-1"}
)  # fmt: skip
QUIET = Talk()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("add a firewall, and what does that cost?", ("add a firewall", "what does that cost?")),
        ("add a firewall. Then build the bundle", ("add a firewall.", "Then build the bundle")),
        ("make it 9k a day, and add a dashboard", ("make it 9k a day", "add a dashboard")),
        ("forget the budget. Add a firewall.", ("forget the budget.", "Add a firewall.")),
        ("add a firewall and a dashboard", ("add a firewall and a dashboard",)),
        ("set the memory to 1 GB and the timeout to 20 seconds", ("set the memory to 1 GB and the timeout to 20 seconds",)),
        ("who can read the table?", ("who can read the table?",)),
        ("thanks!", ("thanks!",)),
    ],
)  # fmt: skip
def test_what_wants_several_things_is_taken_apart_in_order(text: str, wanted: tuple[str, ...]) -> None:
    assert parts(text, SKETCH, QUIET) == wanted


@pytest.mark.parametrize(
    "text", ["yes", "yes please", "go ahead", "ok, do it", "sure!", "sounds good, please do"]
)
def test_a_yes_takes_what_was_offered_last(text: str) -> None:
    talk = Talk("is it safe?", f"Hardly. {offer('add a web firewall')}")
    found = heard(text, SKETCH, talk)

    assert found.wish is Wish.CHANGE
    assert found.proposed is not None
    assert found.proposed.note == "Add a web firewall"


@pytest.mark.parametrize("text", ["no", "no thanks", "never mind", "leave it as it is", "rather not"])
def test_a_no_changes_nothing(text: str) -> None:
    talk = Talk("is it safe?", f"Hardly. {offer('add a web firewall')}")

    assert heard(text, SKETCH, talk).wish is Wish.DECLINED


def test_what_was_ruled_out_is_asked_about_before_it_is_done() -> None:
    found = heard("add a Redis cache", SKETCH, QUIET)
    agreed = heard("yes", SKETCH, Talk("add a Redis cache", offer_against("add a Redis cache")))

    assert found.asks_first
    assert found.pinned == (NO_KEYS,)
    assert agreed.wish is Wish.CHANGE
    assert not agreed.asks_first


def test_a_copy_that_leaves_the_country_is_asked_about() -> None:
    found = heard("copy the backups to Ireland too", SKETCH, QUIET)

    assert found.asks_first
    assert found.pinned == (GERMANY,)


def test_a_service_that_was_asked_for_is_named_when_it_goes() -> None:
    found = heard("use containers instead of the function", SKETCH, QUIET)

    assert not found.asks_first
    assert LAMBDA in found.pinned


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("forget the budget", BUDGET),
        ("the budget doesn't matter any more", BUDGET),
        ("we can use Redis after all", NO_KEYS),
        ("redis is allowed now", NO_KEYS),
        ("I take back what I said about redis", NO_KEYS),
        ("the Germany rule is off the table", GERMANY),
    ],
)
def test_what_was_stated_is_taken_back(text: str, gone: Pinned) -> None:
    found = heard(text, SKETCH, QUIET)

    assert found.wish is Wish.RETRACT
    assert found.pinned == (gone,)


@pytest.mark.parametrize(
    "text", ["redis is not allowed", "is the budget fixed?", "what about the budget", "add a budget alarm"]
)
def test_other_words_about_it_take_nothing_back(text: str) -> None:
    assert heard(text, SKETCH, QUIET).wish is not Wish.RETRACT


@pytest.mark.parametrize(
    ("text", "before", "stated"),
    [
        ("no, 4k a day", "keep logs 30 days", "4k requests a day"),
        ("sorry, 5 not 3", "add a dashboard", "5k requests a day"),
        ("I meant per hour", "looks fine", "3k requests per hour"),
        ("anywhere in France is fine", "", "data must stay in France"),
    ],
)
def test_what_was_stated_is_said_right(text: str, before: str, stated: str) -> None:
    found = heard(text, SKETCH, Talk(before))

    assert found.wish is Wish.FACTS
    if "5k" not in stated:
        assert found.query == stated


@pytest.mark.parametrize(
    "text",
    ["that's the one, thanks", "we accept this design", "this will do nicely", "I'm happy with it", "sold!"],
)
def test_the_design_is_accepted(text: str) -> None:
    assert heard(text, SKETCH, QUIET).wish is Wish.ACCEPT


@pytest.mark.parametrize(
    "text", ["I'd be happy with it if it was cheaper", "is this the one?", "it's not the one"]
)
def test_it_is_not_accepted_with_an_if(text: str) -> None:
    assert heard(text, SKETCH, QUIET).wish is not Wish.ACCEPT


@pytest.mark.parametrize(
    ("text", "before", "note"),
    [
        ("get rid of it", "how much are the operations alarms?", "Remove Operations alarms"),
        (
            "encrypt that with our own key",
            "who reads the items table?",
            "Encrypt Items with a key of your own",
        ),
        ("ok, swap to it", "would Aurora do?", "Put an Aurora cluster in the place of Items"),
        ("our own key then, please", "who can read it?", "Encrypt Items with a key of your own"),
        ("a web firewall too", "is it open?", "Add a web firewall"),
    ],
)
def test_it_is_what_was_spoken_of(text: str, before: str, note: str) -> None:
    found = heard(text, SKETCH, Talk(before))

    assert found.proposed is not None, found
    assert found.proposed.note == note


def test_the_second_of_a_kind_is_called_by_its_place() -> None:
    queues = tuple(Drawn(id=i, kind="sqs_queue", title=t) for i, t in (("a", "Orders"), ("b", "Letters")))
    sketch = Sketch(components=queues)
    found = heard("remove the second queue", sketch, QUIET)

    assert found.proposed is not None
    assert found.proposed.note == "Remove Letters"
    assert heard("remove the fourth queue", sketch, QUIET).wish is Wish.UNCLEAR


def test_not_that_one_means_the_other_of_two() -> None:
    functions = tuple(
        Drawn(id=i, kind="lambda_function", title=t) for i, t in (("a", "Reader"), ("b", "Writer"))
    )
    past = Past(number=2, summary="Set memory (MB) to 512 for Reader", changed=(functions[0],))
    sketch = Sketch(components=functions, history=(past,))

    wanted = parts("no, not that one, the other one", sketch, Talk("set the memory to 512 MB"))

    assert wanted == ("undo", "set the memory to 512 MB (b)")


@pytest.mark.parametrize(
    ("text", "orders_it"),
    [("undo that", True), ("add a firewall", True), ("under $50 a month", True), ("is it safe?", False), ("that seems too expensive", False)],
)  # fmt: skip
def test_orders_are_told_from_questions_and_doubts(text: str, orders_it: bool) -> None:  # noqa: FBT001  # the expected value
    assert orders(text, SKETCH, QUIET) is orders_it


def test_an_offer_is_read_back_as_it_was_made() -> None:
    assert offered_in(f"Dear. {offer('add a cache')} {offer_against('move to Tokyo')}") == "move to Tokyo"
    assert offered_in("Nothing is offered here.") == ""


def test_a_yes_that_is_taken_back_in_the_same_breath_declines() -> None:
    talk = Talk("add a copy", offer_against("add a web firewall"))

    assert parts("oh, right. scrap that", SKETCH, talk) == ("scrap that",)
    assert heard("scrap that", SKETCH, talk).wish is Wish.DECLINED


def test_a_correction_of_several_sentences_is_one_message() -> None:
    said = "3k was the sales deck. Our log says 900 requests"

    assert parts(said, SKETCH, QUIET) == (said,)
    assert heard(said, SKETCH, QUIET).query == "900 requests a day"


def test_who_says_that_an_earlier_number_was_right_and_undoes_goes_back() -> None:
    past = Past(number=2, summary="Set minimum instances to 4 for Servers", changed=SKETCH.components[:1])
    sketch = SKETCH.model_copy(update={"history": (past,)})

    assert heard("no no, three was right, undo that", sketch, QUIET).wish is Wish.UNDO
