"""Answers come from the design and its figures, are short, and offer only what can be carried out."""

# ruff: noqa: E501  # designs and sentences are read line by line

import re
from functools import cache

import pytest

from builders.computed import TODAY
from builders.golden import golden_document
from cloudwright.agents.answers.answer import Answer
from cloudwright.agents.answers.subject import LastChange, Other, Subject
from cloudwright.agents.answers.table import answered
from cloudwright.agents.designer.results import Explained
from cloudwright.agents.designer.telling import told
from cloudwright.design.evaluation.evaluate import evaluate
from cloudwright.design.evaluation.ripple import Ripple
from cloudwright.design.facts.load import load_facts
from cloudwright.design.intake.asking.topic import Asked, Loss, Topic
from cloudwright.design.intake.changes.understand import Wish, understand
from cloudwright.design.model.architecture import Environment
from cloudwright.kit.money import Money

FACTS = load_facts()
DESIGNS = (
    "web-app",
    "container-web",
    "server-web",
    "event-driven",
    "clickstream",
    "chat",
    "scheduled-batch",
    "partner-api",
)
ABOUT_A_PART = (Topic.WHY, Topic.WHAT_IS, Topic.FAILURE, Topic.ACCESS, Topic.COST)


@cache
def subject(name: str) -> Subject:
    document = golden_document(name)
    found = evaluate(
        document.architecture, document.brief, environment=Environment.PROD, facts=FACTS, as_of=TODAY
    )
    return Subject(
        name=name,
        architecture=document.architecture,
        brief=document.brief,
        evaluation=found,
        facts=FACTS,
        as_of=TODAY,
    )


def ask(
    name: str,
    topic: Topic | Loss,
    *components: str,
    words: str = "Tell me.",
    technologies: tuple[str, ...] = (),
) -> Answer:
    asked = Asked(
        words=words,
        topic=topic if isinstance(topic, Topic) else None,
        loss=topic if isinstance(topic, Loss) else None,
        components=components,
        technologies=technologies,
        order="remove Alarms" if topic is Topic.WITH_CHANGE else "",
        minutes="20" if topic is Topic.FEASIBLE else None,
        kilobytes="50" if topic is Topic.SIZE else None,
    )
    return answered(subject(name), asked)


def said(
    name: str,
    topic: Topic | Loss,
    *components: str,
    words: str = "Tell me.",
    technologies: tuple[str, ...] = (),
) -> str:
    found = ask(name, topic, *components, words=words, technologies=technologies)
    return "\n".join((found.lead, *found.details))


@pytest.mark.parametrize("name", DESIGNS)
def test_every_topic_is_answered_in_few_words(name: str) -> None:
    part = subject(name).architecture.components[1].id
    for topic in (*Topic, *Loss):
        found = ask(name, topic, *((part,) if topic in ABOUT_A_PART else ()))

        text = told(Explained.model_validate(found.model_dump()), before=())

        assert found.lead
        assert len(text.split()) <= 120, text
        assert not re.search(r"\bguarantee\b|\bNone (?!of)|\{|\}", text), text


@pytest.mark.parametrize("name", DESIGNS)
def test_what_an_answer_offers_is_understood_when_it_is_said(name: str) -> None:
    for topic in (*Topic, *Loss):
        for order in ask(name, topic).orders:
            understood = understand(order, subject(name).sketch)
            assert understood.wish in (Wish.CHANGE, Wish.PLAN), (order, understood)


def test_the_same_question_is_not_answered_by_the_same_paragraphs() -> None:
    found = Explained.model_validate(ask("container-web", Topic.COST).model_dump())

    first = told(found, before=())
    second = told(found, before=(first,))
    third = told(found, before=(first, second))

    assert not {p for p in first.split("\n\n") if p} & {p for p in second.split("\n\n") if p}
    assert third.startswith("As I said before")


def test_the_cost_is_that_of_the_estimate() -> None:
    estimate = subject("container-web").evaluation.estimate

    text = said("container-web", Topic.COST)

    assert f"**{estimate.total} a month**" in text
    assert f"{estimate.fixed} of it is fixed" in text
    assert str(estimate.of("database")) in said("container-web", Topic.COST, "database")


def test_a_year_is_twelve_months() -> None:
    total = subject("web-app").total
    year = Money(amount=total.amount * 12)

    assert f"**{year} a year**" in said("web-app", Topic.COST, words="what is that in a year?")


def test_a_line_of_the_bill_is_found_by_what_it_is_called() -> None:
    assert "Egress" in said("web-app", Topic.COST, words="which part of the bill is the data transfer?")


def test_an_idle_month_costs_less_and_no_less_than_what_is_fixed() -> None:
    name = "container-web"
    text = ask(name, Topic.COST_IDLE).lead
    amounts = [float(a.replace(",", "")) for a in re.findall(r"USD ([\d,.]+\d)", text)]

    assert amounts[0] < amounts[1]
    assert amounts[0] >= float(subject(name).evaluation.estimate.fixed.rounded)


def test_the_sla_floor_is_shown_as_the_product_of_its_terms() -> None:
    floor = subject("web-app").evaluation.floor
    text = said("web-app", Topic.SLA)

    assert f"**{floor.percent} %**" in text
    assert " x ".join(f"{t.percent} % ({t.service})" for t in floor.terms) in text


def test_the_limits_are_those_of_the_dated_table() -> None:
    text = said("web-app", Topic.LIMITS)

    assert f"{FACTS.limit_number('Lambda', 'concurrent_executions'):,.0f}" in text
    assert "throttles at 500" in text


def test_a_job_beyond_a_functions_limit_is_refused_with_a_shape_that_holds_it() -> None:
    text = said("scheduled-batch", Topic.FEASIBLE)

    assert "15 minutes" in text
    assert "900 seconds" in text
    assert "Containers hold it" in text


def test_why_names_the_rejected_alternative_with_its_price_and_when_it_would_win() -> None:
    text = said("container-web", Topic.WHY, "database", technologies=("aurora_cluster", "rds_instance"))

    assert "Records refer to each other" in text
    assert "priced for the same requirements: USD" in text
    assert "wins when the load is small and steady" in text


def test_why_not_admits_where_something_else_is_fair_with_its_price() -> None:
    kubernetes = said("container-web", Topic.WHY_NOT, technologies=("kubernetes",))
    servers = said("container-web", Topic.WHY_NOT, technologies=("auto_scaling_group",))

    assert "Kubernetes is a fair choice when" in kubernetes
    assert "USD 73.00 a month" in kubernetes
    assert "priced for the same requirements: USD" in servers


def test_what_was_ruled_out_is_quoted() -> None:
    whole = subject("web-app")
    excluded = {
        "id": "no-sql",
        "kind": "exclusion",
        "statement": "Does without SQL",
        "value": "SQL",
        "quote": "no SQL",
    }
    brief = whole.brief.model_validate({**whole.brief.model_dump(), "requirements": [excluded]})
    ruled = Subject(
        name="x",
        architecture=whole.architecture,
        brief=brief,
        evaluation=whole.evaluation,
        facts=FACTS,
        as_of=TODAY,
    )

    found = answered(ruled, Asked(words="why not SQL?", topic=Topic.WHY_NOT, technologies=("SQL",)))

    assert "You ruled a relational database out: 'no SQL'" in found.lead


def test_access_names_the_roles_and_their_actions() -> None:
    text = said("web-app", Topic.ACCESS, "items")

    assert "Only API handler can get at Items" in text
    assert "GetItem" in text


def test_an_open_api_is_admitted_with_what_would_close_it() -> None:
    found = ask("web-app", Topic.EXPOSURE)

    assert "HTTP API" in found.lead
    assert any(d.startswith("add a web firewall: +USD") for d in found.details)
    assert found.orders


def test_a_database_in_a_network_is_not_reached_from_outside() -> None:
    assert said("container-web", Topic.EXPOSURE, "database").startswith("No: Database cannot be reached")


def test_servers_have_no_open_port_for_a_shell() -> None:
    text = said("server-web", Topic.SHELL)

    assert "Session Manager" in text
    assert "port 22 is not open" in text


def test_a_lost_zone_is_told_part_by_part() -> None:
    text = said("server-web", Loss.ZONE)

    assert "It goes on answering" in text
    assert "a standby in another zone takes over" in text


def test_what_waits_in_a_queue_survives_a_part_that_is_down() -> None:
    text = said("event-driven", Topic.FAILURE, words="what if the billing is down for a day?")

    assert "dead-letter queue" in text
    assert "days" in text


def test_a_change_is_priced_without_being_made() -> None:
    before = subject("web-app").architecture.content_hash()
    text = said("web-app", Topic.WITH_CHANGE)

    assert "Remove Alarms: **USD" in text
    assert "What is lost: nobody is told when something breaks" in text
    assert subject("web-app").architecture.content_hash() == before


def test_the_last_change_is_told_with_what_it_did_to_the_bill() -> None:
    whole = subject("web-app")
    ripple = Ripple(
        added=(), removed=(), changed=(), money_before=Money(amount="3"), money_after=Money(amount="12.5"),
        findings_opened=(), findings_closed=(), requirements_met=1, requirements_total=1, requirements_broken=(),
        files_changed=(), worse="It costs USD 9.50 a month more.",
    )  # fmt: skip
    changed = Subject(
        name="x", architecture=whole.architecture, brief=whole.brief, evaluation=whole.evaluation, facts=FACTS,
        as_of=TODAY, change=LastChange("Add a web firewall", ripple),
    )  # fmt: skip

    found = answered(changed, Asked(words="what did that do to the bill?", topic=Topic.LAST_CHANGE))

    assert "from USD 3.00 to **USD 12.50 a month** (+USD 9.50)" in found.lead


def test_another_option_is_compared_by_its_place_or_name() -> None:
    whole = subject("web-app")
    other = Other("Guarded serverless", whole.architecture, Money(amount="20"), number=1)
    beside = Subject(
        name="Lean", architecture=whole.architecture, brief=whole.brief, evaluation=whole.evaluation, facts=FACTS,
        as_of=TODAY, others=(other,),
    )  # fmt: skip

    found = answered(beside, Asked(words="how much more is that than the first?", topic=Topic.COST))

    assert "less than Guarded serverless (USD 20.00)" in found.lead
