"""Sentences that ask for a relational database, a cache or shared files."""

import pytest

from builders.edits import applied
from builders.golden import golden
from builders.sketches import a_web_app, sketch_of
from cloudwright.design.intake.changes.understand import Wish, understand
from cloudwright.design.model.architecture import Architecture
from cloudwright.design.model.verbs import Verb


def changed(sentence: str, design: Architecture) -> Architecture:
    understood = understand(sentence, sketch_of(design))

    assert understood.wish is Wish.CHANGE, understood
    assert understood.proposed is not None
    return applied(design, *understood.proposed.edits)


@pytest.mark.parametrize(
    ("sentence", "element_id", "kind"),
    [
        ("add a Redis cache", "cache", "elasticache_cache"),
        ("use ElastiCache as well", "cache", "elasticache_cache"),
        ("add Aurora", "database", "aurora_cluster"),
        ("add a Postgres database", "database", "rds_instance"),
        ("we need a relational database", "database", "rds_instance"),
        ("add shared files", "files", "efs_file_system"),
    ],
)
def test_data_comes_with_the_network_it_stands_in_and_its_code_moves_there(
    sentence: str, element_id: str, kind: str
) -> None:
    design = changed(sentence, a_web_app())

    assert design.component(element_id).kind == kind
    assert design.component(element_id).boundary == "isolated-subnets"
    users = {(c.source, c.verb) for c in design.incoming(element_id)}
    assert users == {("api-handler", Verb.READS), ("api-handler", Verb.WRITES)}
    assert design.component("api-handler").boundary == "private-subnets"
    assert design.component("way-out").kind == "nat_gateway"


def test_the_engine_that_was_asked_for_is_taken() -> None:
    design = changed("add a MySQL database", a_web_app())

    assert design.component("database").properties == {"engine": "mysql"}


def test_in_a_network_data_stands_beside_its_code() -> None:
    design = changed("add a Redis cache", golden("private-function"))

    assert design.component("cache").boundary == "private"
    assert {c.id for c in design.components if c.kind == "vpc"} == {"network"}


def test_a_second_cache_is_not_added_by_a_sentence() -> None:
    understood = understand("add a Redis cache", sketch_of(golden("private-data")))

    assert understood.unclear is not None
    assert "already" in understood.unclear.reason
