"""Something new goes where it is said to go."""

# ruff: noqa: E501, PLR0917  # tables are read line by line

import pytest

from builders.edits import applied
from builders.golden import golden
from builders.sketches import a_web_app, sketch_of
from cloudwright.design.intake.changes.offers import offered_in
from cloudwright.design.intake.changes.understand import Understood, Wish, understand
from cloudwright.design.model.architecture import Architecture

WEB = a_web_app()
CONTAINERS = golden("fargate-web")
SERVERS = golden("server-web")
RELATIONAL = golden("relational")


def asked(sentence: str, design: Architecture) -> Understood:
    return understand(sentence, sketch_of(design))


def joined(sentence: str, design: Architecture) -> set[str]:
    """Return the connections that the sentence adds; the catalogue takes the edits."""
    found = asked(sentence, design)
    assert found.wish is Wish.CHANGE, found
    assert found.proposed is not None
    after = applied(design, *found.proposed.edits)
    return {c.id for c in after.connections} - {c.id for c in design.connections}


@pytest.mark.parametrize(
    ("sentence", "design", "connections"),
    [
        ("put a queue between the API handler and the table", WEB, {}),
        ("bookings should pass through a queue", WEB, {"api-handler.publishes.jobs", "worker.consumes.jobs", "worker.writes.items"}),
        ("give the API handler a dead letter queue", WEB, {"api-handler.dead_letters.api-handler-failed"}),
        ("put a cache in front of the database", RELATIONAL, {"booking-handler.reads.cache", "booking-handler.writes.cache"}),
        ("put CloudFront in front of the load balancer", SERVERS, {"visitors.requests.edge"}),
        ("copy the recovery points to Oregon", WEB, {"backups.backs_up.items"}),
    ],
)  # fmt: skip
def test_it_is_joined_there(sentence: str, design: Architecture, connections: set[str]) -> None:
    if not connections:
        assert asked(sentence, design).unclear is not None
        return
    assert connections <= joined(sentence, design)


def test_a_copy_of_backups_names_the_region() -> None:
    found = asked("please also mirror the backups in Oregon", WEB)

    assert found.proposed is not None
    plan = applied(WEB, *found.proposed.edits).component("backups")
    assert plan.properties["copy_region"] == "us-west-2"


def test_a_part_is_placed_in_the_tier_that_is_said() -> None:
    found = asked("move the API handler into private subnets", WEB)

    assert found.proposed is not None
    design = applied(WEB, *found.proposed.edits)
    assert design.component("api-handler").boundary == "private-subnets"
    assert design.component("way-out").kind == "nat_gateway"


@pytest.mark.parametrize(
    ("sentence", "design", "words", "order"),
    [
        ("move the table into private subnets", WEB, "stands in no subnet", ""),
        ("move the load balancer into isolated subnets", SERVERS, "public or private subnets only", ""),
        ("add a read replica", SERVERS, "read replicas come with Aurora", "replace Database with Aurora"),
        ("make it multi-region", WEB, "one Region here", "copy the backups to us-west-2"),
        ("add a jump host", SERVERS, "Session Manager", ""),
        ("add Kafka", WEB, "the closest is a Kinesis data stream", "add a Kinesis data stream"),
        ("add GuardDuty", WEB, "once for it", ""),
    ],
)
def test_what_cannot_be_is_said_with_what_can(
    sentence: str, design: Architecture, words: str, order: str
) -> None:
    found = asked(sentence, design)

    assert found.unclear is not None, found
    said = f"{found.unclear.reason} {found.unclear.instead}"
    assert words in said
    assert offered_in(said) == order


def test_what_is_offered_is_itself_an_order() -> None:
    for design, order in (
        (SERVERS, "replace Database with Aurora"),
        (WEB, "copy the backups to us-west-2"),
        (WEB, "add a Kinesis data stream"),
    ):
        assert asked(order, design).wish is Wish.CHANGE


def test_a_new_part_takes_the_settings_that_follow_it() -> None:
    found = asked("add a web firewall and block more than 700 calls in five minutes", WEB)

    assert found.proposed is not None
    design = applied(WEB, *found.proposed.edits)
    assert design.component("firewall").properties["rate_limit_per_5_minutes"] == 700


def test_a_new_backup_keeps_what_it_is_told_to_keep() -> None:
    found = asked("back the table up with AWS Backup, kept 21 days", WEB)

    assert found.proposed is not None
    design = applied(WEB, *found.proposed.edits)
    assert design.component("backups").properties["daily_retention_days"] == 21


def test_each_listener_gets_its_own_queue() -> None:
    found = asked("add an event bus", WEB)
    assert found.proposed is not None
    design = applied(WEB, *found.proposed.edits)

    added = joined("every listener should have a queue of its own", design)

    assert {"event-rule.notifies.event-handler-jobs", "event-handler.consumes.event-handler-jobs"} <= added


def test_everything_that_holds_data_is_encrypted_with_a_key_of_ones_own() -> None:
    added = joined("encrypt all of it with a key that we control", WEB)

    assert {"data-key.encrypts.items", "data-key.encrypts.site"} <= added
