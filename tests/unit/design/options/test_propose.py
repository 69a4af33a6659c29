"""Options: whole designs for every shape and answer, that compile, with computed figures only."""

from collections.abc import Iterator
from functools import cache
from itertools import product

import pytest

from builders.computed import TODAY
from builders.edits import vocabulary
from cloudwright.design.emit.cloudformation import emitter as cloudformation
from cloudwright.design.emit.terraform import emitter as terraform
from cloudwright.design.evaluation.evaluate import evaluate
from cloudwright.design.evaluation.evaluation import Evaluation
from cloudwright.design.facts.load import load_facts
from cloudwright.design.intake.read import completed, read
from cloudwright.design.lowering.lower import lower
from cloudwright.design.model.architecture import Environment
from cloudwright.design.model.brief import Brief
from cloudwright.design.model.brief_edits import AnswerQuestion, apply_to_brief
from cloudwright.design.options.candidate import Candidate
from cloudwright.design.options.propose import propose
from cloudwright.design.review.finding import Severity
from cloudwright.design.trace.requirement import Status

WEB = "A website with a JSON API that stores items"
IMAGES = "People upload photos and we make thumbnails"
OTHERS = {
    "container-web": "A web shop in our Docker containers over PostgreSQL with a Redis cache",
    "server-web": "A PHP application on EC2 servers with MySQL",
    "static-site": "A marketing website",
    "serverless-api": "A partner API with API keys that stores orders",
    "event-driven": "Event-driven services that publish events about orders on a bus",
    "scheduled-batch": "An ETL batch job every night over the files of the day",
    "chat": "A chat where members talk in rooms over websockets",
    "clickstream": "Collect the clickstream of our shop and count page views live",
    "saga": "An order saga with compensation when the payment fails",
}
_SEVERE = (Severity.CRITICAL, Severity.HIGH)
EXTRAS = "behind a firewall, encrypted with our own key, every night we clean up, notify other systems"


def brief_of(*texts: str) -> Brief:
    brief = Brief()
    for text in texts:
        brief = read(text, brief)
    return brief


def proposed(brief: Brief) -> tuple[Candidate, ...]:
    return propose(brief, load_facts())


def evaluated(candidate: Candidate, brief: Brief) -> Evaluation:
    return evaluate(
        candidate.architecture, brief, environment=Environment.PROD, facts=load_facts(), as_of=TODAY
    )


def kinds_of(candidate: Candidate) -> set[str]:
    return {c.kind for c in candidate.architecture.components}


def answered_every_way(text: str) -> Iterator[Brief]:
    """Yield the brief with every combination of answers that changes the shape of the options."""
    brief = brief_of(text)
    asked = [q for q in brief.questions if q.id in {"sign-in", "announce"}]
    for chosen in product(*([c.id for c in q.choices] for q in asked)):
        edits = tuple(
            AnswerQuestion(question_id=q.id, choice_id=c) for q, c in zip(asked, chosen, strict=True)
        )
        yield completed(apply_to_brief(brief, edits))


@cache
def every_brief() -> tuple[tuple[str, Brief], ...]:
    texts = (
        WEB,
        f"{WEB}, {EXTRAS}, under shop.example.com",
        f"{WEB} in Frankfurt for 5 million requests a month",
        IMAGES,
        f"{IMAGES}, {EXTRAS}",
        f"{IMAGES} in Tokyo, 3 million images a month of 10 MB each",
    )
    return tuple(
        (f"{b.pattern}-{number}-{'-'.join(q.effective for q in b.questions)}", b)
        for number, text in enumerate(texts)
        for b in answered_every_way(text)
    )


@pytest.mark.parametrize("brief", [b for _, b in every_brief()], ids=[name for name, _ in every_brief()])
def test_every_option_is_a_whole_design_that_compiles_without_a_critical_finding(brief: Brief) -> None:
    candidates = proposed(brief)

    assert 2 <= len(candidates) <= 4
    assert len({c.key for c in candidates}) == len(candidates)
    for candidate in candidates:
        assert vocabulary().problems(candidate.architecture) == ()
        assert candidate.architecture == candidate.architecture.canonical()
        evaluation = evaluated(candidate, brief)
        severe = [f for f in evaluation.review.open if f.severity is Severity.CRITICAL]
        assert severe == []
        if brief.region == "us-east-1":
            assert evaluation.estimate.unpriced == ()
        for environment in Environment:
            blueprint = lower(candidate.architecture, environment, load_facts())
            assert cloudformation.emit(blueprint)
            assert terraform.emit(blueprint)


@pytest.mark.parametrize("text", [WEB, IMAGES, f"{WEB} for 50 million requests a month"])
def test_the_figures_of_because_are_those_of_the_estimate(text: str) -> None:
    brief = brief_of(text)
    candidates = proposed(brief)
    totals = [evaluated(c, brief).estimate.total for c in candidates]
    cheapest = min(totals, key=lambda t: t.amount)

    for candidate, total in zip(candidates, totals, strict=True):
        assert str(total) in candidate.because
        if total == cheapest:
            assert candidate.because.startswith("The cheapest")
        elif total.amount > cheapest.amount * 13 / 10:
            assert str(cheapest) in candidate.because
            assert "over 30 % more" in candidate.because


def test_the_same_brief_gives_the_same_bytes() -> None:
    brief = brief_of(WEB, EXTRAS)

    assert [c.model_dump_json() for c in proposed(brief)] == [c.model_dump_json() for c in proposed(brief)]


def test_the_simplest_comes_first() -> None:
    for text in (WEB, IMAGES):
        sizes = [len(c.architecture.components) for c in proposed(brief_of(text))]
        assert sizes[0] == min(sizes)


def test_without_a_shape_there_are_no_options() -> None:
    assert proposed(brief_of("machine learning on satellites")) == ()


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        (WEB, "no firewall", "waf_web_acl"),
        (WEB, "no KMS", "kms_key"),
        (WEB, "without queues", "sqs_queue"),
        (WEB, "no sqs", "sqs_queue"),
        (f"{WEB} with login", "no cognito", "cognito_user_pool"),
        (WEB, "no sns", "sns_topic"),
        (WEB, "no alarms", "cloudwatch_alarms"),
        (IMAGES, "without cognito", "cognito_user_pool"),
        (IMAGES, "no queues", "sqs_queue"),
        (IMAGES, "no sns", "sns_topic"),
        (f"{IMAGES} every night we clean up", "avoid EventBridge", "eventbridge_rule"),
    ],
)
def test_what_is_ruled_out_and_can_go_is_in_no_option(text: str, words: str, kind: str) -> None:
    brief = brief_of(text, words)

    candidates = proposed(brief)

    assert candidates
    for candidate in candidates:
        assert kind not in kinds_of(candidate)
        assert vocabulary().problems(candidate.architecture) == ()
        statuses = {r.statement: r.status for r in evaluated(candidate, brief).requirements}
        assert Status.MET in {s for said, s in statuses.items() if said.startswith("Does without")}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (WEB, "without lambda"),
        (WEB, "no dynamodb"),
        (WEB, "no cloudfront"),
        (IMAGES, "no lambda"),
        (IMAGES, "we cannot use S3"),
    ],
)
def test_what_is_ruled_out_and_cannot_go_is_said_with_the_reason(text: str, words: str) -> None:
    brief = brief_of(text, words)

    for candidate in proposed(brief):
        assert "although you said" in candidate.cons[0]
        assert words.removeprefix("we ") in candidate.cons[0]
        statuses = [r.status for r in evaluated(candidate, brief).requirements if "without" in r.statement]
        assert statuses == [Status.UNMET]


def test_sign_in_that_its_exclusion_makes_impossible_is_named() -> None:
    brief = brief_of(f"{WEB} with login, without cognito")

    assert any("without cognito" in each for each in brief.contradictions)


def test_a_firewall_and_a_key_ruled_out_leave_no_empty_guarded_option() -> None:
    candidates = proposed(brief_of(WEB, "no firewall and no KMS"))

    assert [c.key for c in candidates] == ["lean", "buffered"]


def test_a_budget_below_the_cheapest_is_shown_unmet_everywhere() -> None:
    brief = brief_of(f"{WEB} for 50 million requests a month, under $1 a month")

    for candidate in proposed(brief):
        verdicts = [r for r in evaluated(candidate, brief).requirements if r.requirement_id == "budget"]
        assert [v.status for v in verdicts] == [Status.UNMET]


def test_no_to_sign_in_makes_a_public_design_even_after_login_was_mentioned() -> None:
    brief = brief_of(f"{WEB} with login")
    answered = completed(apply_to_brief(brief, (AnswerQuestion(question_id="sign-in", choice_id="no"),)))

    assert all("cognito_user_pool" not in kinds_of(c) for c in proposed(answered))
    assert answered.requirement("sign-in") is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("We want a to-do list with an API", "to-do-list-api"),
        ("A website under xn--bcher-kva.example.com", "xn-bcher-kva"),
        ("A website under 3d.example.com", "static-site"),
        ("99 websites", "websites"),
        ("ウェブ API website", "api-website"),
    ],
)
def test_a_stack_name_is_always_one(text: str, name: str) -> None:
    (first, *_) = proposed(brief_of(text))

    assert first.architecture.name == name


def test_a_name_under_a_shared_suffix_is_its_own_zone() -> None:
    (first, *_) = proposed(brief_of("A website under shop.co.uk"))

    assert first.architecture.component("zone").properties["domain_name"] == "shop.co.uk"


@pytest.mark.parametrize(("pattern", "text"), sorted(OTHERS.items()))
def test_each_shape_is_recognised_and_its_candidates_do_what_was_asked(pattern: str, text: str) -> None:
    brief = brief_of(text)
    candidates = proposed(brief)

    assert brief.pattern == pattern
    assert 2 <= len(candidates) <= 4
    for candidate in candidates:
        evaluation = evaluated(candidate, brief)
        assert {f.rule_id for f in evaluation.review.open if f.severity in _SEVERE} == set()
        unmet = [r.statement for r in evaluation.requirements if r.status is Status.UNMET]
        assert unmet == []


@pytest.mark.parametrize("text", sorted(OTHERS.values()))
def test_candidates_of_each_shape_stand_from_the_fewest_parts_to_the_most(text: str) -> None:
    sizes = [len(candidate.architecture.components) for candidate in proposed(brief_of(text))]

    assert sizes == sorted(sizes)
