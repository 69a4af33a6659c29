"""One service is put in the place of another, and its neighbours are joined again as far as they can be."""

# ruff: noqa: PLR0917  # tables are read line by line

import pytest

from builders.edits import applied
from builders.golden import golden
from builders.sketches import a_web_app, an_image_pipeline, sketch_of
from cloudwright.design.intake.changes.offers import offered_in
from cloudwright.design.intake.changes.understand import Understood, Wish, understand
from cloudwright.design.model.architecture import Architecture

WEB = a_web_app()
CONTAINERS = golden("fargate-web")
SERVERS = golden("server-web")


def asked(sentence: str, design: Architecture) -> Understood:
    return understand(sentence, sketch_of(design))


def changed(sentence: str, design: Architecture) -> Architecture:
    found = asked(sentence, design)

    assert found.wish is Wish.CHANGE, found
    assert found.proposed is not None
    return applied(design, *found.proposed.edits)


def kinds_of(design: Architecture) -> set[str]:
    return {component.kind for component in design.components}


@pytest.mark.parametrize(
    ("sentence", "design", "gone", "come"),
    [
        ("trade the table for a Postgres database", WEB, "dynamodb_table", "rds_instance"),
        ("take Aurora rather than the table", WEB, "dynamodb_table", "aurora_cluster"),
        ("let's migrate items to MySQL", WEB, "dynamodb_table", "rds_instance"),
        ("exchange Lambda for docker containers", WEB, "lambda_function", "fargate_service"),
        ("run EC2 machines instead of the function", WEB, "lambda_function", "auto_scaling_group"),
        ("I'd prefer a REST API over here instead", WEB, "http_api", "rest_api"),
        ("put the JSON API behind a load balancer", WEB, "http_api", "application_load_balancer"),
        ("convert the servers into Fargate tasks", SERVERS, "auto_scaling_group", "fargate_service"),
        ("switch the database over to DynamoDB", SERVERS, "rds_instance", "dynamodb_table"),
    ],
)
def test_one_comes_where_the_other_goes(sentence: str, design: Architecture, gone: str, come: str) -> None:
    before, after = kinds_of(design), kinds_of(changed(sentence, design))

    assert gone in before
    assert gone not in after
    assert come in after


def test_what_used_the_old_part_uses_the_new_one() -> None:
    design = changed("replace DynamoDB with Postgres", WEB)

    database = next(c for c in design.components if c.kind == "rds_instance")
    assert database.title == "Items"
    assert {(c.source, c.verb.value) for c in design.incoming(database.id)} >= {
        ("api-handler", "reads"),
        ("api-handler", "writes"),
    }
    assert design.component("api-handler").boundary is not None


def test_an_api_that_cannot_reach_containers_becomes_a_load_balancer() -> None:
    found = asked("use Fargate in place of Lambda", WEB)
    design = changed("use Fargate in place of Lambda", WEB)

    assert "http_api" not in kinds_of(design)
    balancer = next(c for c in design.components if c.kind == "application_load_balancer")
    assert {design.component(c.target).kind for c in design.outgoing(balancer.id)} == {"fargate_service"}
    assert found.proposed is not None
    assert "neighbours" not in found.proposed.note


def test_what_cannot_be_carried_over_is_said() -> None:
    with_users = changed("add sign-in", WEB)
    found = asked("swap the HTTP API for an ALB", with_users)

    assert found.proposed is not None
    assert "Not carried over: JSON API authenticates User directory." in found.proposed.told


def test_stored_data_is_said_to_stay() -> None:
    found = asked("swap the table for RDS", WEB)

    assert found.proposed is not None
    assert "does not move by itself" in found.proposed.told


def test_a_network_that_nothing_needs_any_more_goes_away() -> None:
    there = changed("replace the table with Aurora", WEB)
    back = changed("replace Aurora with DynamoDB", there)

    assert {"vpc", "nat_gateway"} <= kinds_of(there)
    assert {"vpc", "nat_gateway"}.isdisjoint(kinds_of(back))
    assert back.component("api-handler").boundary is None


def test_a_function_that_events_start_is_reached_through_a_queue_when_it_becomes_a_container() -> None:
    design = changed("use containers instead of the thumbnail worker", an_image_pipeline())

    service = next(c for c in design.components if c.kind == "fargate_service")
    assert {design.component(c.target).kind for c in design.outgoing(service.id) if c.verb == "consumes"} == {
        "sqs_queue"
    }


@pytest.mark.parametrize(
    ("sentence", "words", "order"),
    [
        ("swap the table for MongoDB", "'Items' is the closest to it", ""),
        (
            "use Oracle rather than the table",
            "the closest is an RDS instance",
            "replace Items with an RDS instance",
        ),
        ("replace the function with Kubernetes", "the closest is a container service", "replace API handler"),
    ],
)
def test_what_nothing_here_is_gets_the_closest_offered(sentence: str, words: str, order: str) -> None:
    found = asked(sentence, WEB)

    assert found.unclear is not None
    said = f"{found.unclear.reason} {found.unclear.instead}"
    assert words in said
    assert order in offered_in(said)


@pytest.mark.parametrize(
    "sentence", ["use a saga for the orders", "move to Ireland", "put it in Tokyo", "switch off versioning"]
)
def test_other_changes_replace_nothing(sentence: str) -> None:
    found = asked(sentence, WEB)

    assert found.proposed is not None
    assert not any(edit.op == "remove_component" for edit in found.proposed.edits)
