"""What is wrong with a design is said so that it can be mended in a second try."""

import pytest

from builders.golden import NAMES, golden
from builders.pairs import every_pair
from cloudwright.design.catalog.registry import kinds
from cloudwright.design.catalog.vocabulary import CatalogVocabulary
from cloudwright.design.facts.load import load_facts
from cloudwright.design.model.architecture import Architecture, Component, Connection
from cloudwright.design.model.errors import Problem
from cloudwright.design.model.verbs import Verb


def problems_of(
    *connections: tuple[str, Verb, str], components: dict[str, str | Component]
) -> dict[str, Problem]:
    """Return the problems of a small design by rule; components are kinds by id, or components."""
    architecture = Architecture(
        name="small",
        title="Small",
        region="eu-west-1",
        components=tuple(
            Component(id=i, kind=kind, title=i.title()) if isinstance(kind, str) else kind
            for i, kind in components.items()
        ),
        connections=tuple(Connection(source=s, verb=v, target=t) for s, v, t in connections),
    )
    return {p.rule: p for p in CatalogVocabulary(load_facts()).problems(architecture)}


def a_table(**properties: object) -> Component:
    return Component.model_validate(
        {"id": "items", "kind": "dynamodb_table", "title": "Items", "properties": properties}
    )


def test_no_connection_ends_on_what_is_drawn_as_a_boundary() -> None:
    frames = {kind.id for kind in kinds().values() if kind.frame}

    assert frames
    assert [str(pair) for pair in every_pair() if frames & set(pair.ends)] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_golden_designs_have_no_problems(name: str) -> None:
    assert CatalogVocabulary(load_facts()).problems(golden(name)) == ()


@pytest.mark.parametrize(
    ("given", "meant"),
    [("lamda", "lambda_function"), ("dynamo", "dynamodb_table"), ("message queue", "sqs_queue")],
)
def test_an_unknown_kind_gets_the_nearest_as_hint(given: str, meant: str) -> None:
    problem = problems_of(components={"part": given})["known-kind"]

    assert problem.path == "components.part.kind"
    assert f"'{meant}'" in problem.hint


def test_a_misspelt_property_gets_the_nearest_as_hint() -> None:
    problem = problems_of(components={"items": a_table(sort_ky="sk")})["known-property"]

    assert problem.path == "components.items.properties.sort_ky"
    assert "'sort_key'" in problem.hint


def test_a_number_out_of_bounds_is_told_with_the_bound() -> None:
    problem = problems_of(components={"items": a_table(recovery_period_days=99)})["property-less-than-equal"]

    assert problem.path == "components.items.properties.recovery_period_days"
    assert (problem.got, problem.allowed) == (99, {"le": 35})


def test_a_key_of_two_types_is_refused() -> None:
    clash = a_table(indexes=[{"name": "other", "partition_key": "pk", "partition_key_type": "N"}])

    problem = problems_of(components={"items": clash})["property-value-error"]

    assert "'pk' is used as S and as N" in problem.hint


def test_a_verb_that_means_nothing_is_told_with_those_that_do() -> None:
    problem = problems_of(
        ("work", Verb.PUBLISHES, "items"), components={"work": "lambda_function", "items": "dynamodb_table"}
    )["allowed-verb"]

    assert problem.allowed == ["reads", "writes"]


def test_a_connection_drawn_backwards_is_told_to_turn_round() -> None:
    problem = problems_of(
        ("jobs", Verb.CONSUMES, "work"), components={"work": "lambda_function", "jobs": "sqs_queue"}
    )["allowed-verb"]

    assert "turn it round" in problem.hint


def test_a_queue_cannot_dead_letter_to_itself() -> None:
    found = problems_of(("jobs", Verb.DEAD_LETTERS, "jobs"), components={"jobs": "sqs_queue"})

    assert "not-to-itself" in found


def test_dead_letter_queues_cannot_form_a_loop() -> None:
    found = problems_of(
        ("one", Verb.DEAD_LETTERS, "two"),
        ("two", Verb.DEAD_LETTERS, "one"),
        components={"one": "sqs_queue", "two": "sqs_queue"},
    )

    assert "no-dead-letter-loop" in found


def test_functions_cannot_start_one_another_in_a_loop() -> None:
    found = problems_of(
        ("one", Verb.INVOKES, "two"),
        ("two", Verb.INVOKES, "one"),
        components={"one": "lambda_function", "two": "lambda_function"},
    )

    assert "no-invocation-loop" in found


def test_an_element_has_one_dead_letter_queue() -> None:
    found = problems_of(
        ("jobs", Verb.DEAD_LETTERS, "one"),
        ("jobs", Verb.DEAD_LETTERS, "two"),
        components={"jobs": "sqs_queue", "one": "sqs_queue", "two": "sqs_queue"},
    )

    assert found["only-one"].path == "connections.jobs.dead_letters.two"


def test_ids_that_differ_in_hyphens_only_are_refused() -> None:
    found = problems_of(components={"items-1": "sqs_queue", "items1": "sqs_queue"})

    assert "ids-stay-apart" in found


def test_a_schedule_takes_no_events() -> None:
    nightly = Component(
        id="nightly", kind="eventbridge_rule", title="Nightly", properties={"schedule": "rate(1 day)"}
    )

    found = problems_of(
        ("work", Verb.PUBLISHES, "nightly"), components={"work": "lambda_function", "nightly": nightly}
    )

    assert "schedule-or-events" in found


def test_a_queue_that_nobody_made_cannot_be_referred_to() -> None:
    jobs = Component(id="jobs", kind="sqs_queue", title="Jobs", existing=True)

    problem = problems_of(components={"jobs": jobs})["may-exist"]

    assert isinstance(problem.allowed, list)
    assert "dynamodb_table" in problem.allowed


def test_a_bad_property_of_a_connection_is_told_with_its_path() -> None:
    architecture = Architecture(
        name="small",
        title="Small",
        region="eu-west-1",
        components=(
            Component(id="work", kind="lambda_function", title="Work"),
            Component(id="jobs", kind="sqs_queue", title="Jobs"),
        ),
        connections=(
            Connection(source="work", verb=Verb.CONSUMES, target="jobs", properties={"batch_size": 20_000}),
        ),
    )

    problems = CatalogVocabulary(load_facts()).problems(architecture)

    assert [p.path for p in problems] == ["connections.work.consumes.jobs.properties.batch_size"]


class NowhereButVirginia:
    def available(self, cfn_type: str, region: str) -> bool:
        return region == "us-east-1" or cfn_type != "AWS::SQS::Queue"


def test_a_service_that_the_region_lacks_is_refused() -> None:
    jobs = Component(id="jobs", kind="sqs_queue", title="Jobs")
    architecture = Architecture(name="small", title="Small", region="eu-west-1", components=(jobs,))

    problems = CatalogVocabulary(NowhereButVirginia()).problems(architecture)

    assert [(p.rule, p.got) for p in problems] == [("available-in-region", ["AWS::SQS::Queue"])]
