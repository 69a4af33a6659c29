"""What standards say about designs that are not under them, and about kinds that do not exist."""

import pytest

from builders.golden import golden
from cloudwright.design.catalog.standards_rules import checked, departures
from cloudwright.design.model.architecture import Standards
from cloudwright.design.model.errors import DesignError

DESIGN = golden("web-app-guarded")


def test_a_design_under_the_standards_departs_from_nothing() -> None:
    assert departures(DESIGN, DESIGN.standards) == ()


def test_the_region_and_every_service_that_is_not_allowed_is_named_once() -> None:
    rules = Standards(allowed_regions=("ap-southeast-1",), forbidden_kinds=("waf_web_acl",))

    region, service = departures(DESIGN, rules)

    assert region.sentence == f"It stands in {DESIGN.region}; your standards allow ap-southeast-1."
    assert (service.rule, service.sentence) == (
        "standards-service",
        "It uses Web firewall, which your standards do not allow.",
    )


def test_what_a_design_keeps_of_older_standards_is_named() -> None:
    (told,) = departures(DESIGN, Standards(name_prefix="acme", formats=("terraform",)))

    assert told.sentence == "It keeps what it had before your standards changed: name prefix, formats."


def test_a_service_that_does_not_exist_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(DesignError) as raised:
        checked(Standards(allowed_kinds=("lambda_function",), forbidden_kinds=("nat_gatway",)))

    (problem,) = raised.value.problems
    assert problem.path == "forbidden_kinds.0"
    assert "did you mean 'nat_gateway'?" in problem.hint


def test_standards_that_name_known_services_pass() -> None:
    rules = Standards(forbidden_kinds=("nat_gateway",))

    assert checked(rules) == rules


def test_tag_keys_that_aws_keeps_for_itself_are_refused() -> None:
    with pytest.raises(ValueError, match="keeps for itself"):
        Standards(tags={"AWS:owner": "me"})
