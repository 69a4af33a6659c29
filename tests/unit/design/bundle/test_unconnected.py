"""A design with elements to which nothing is connected: said by the review, and told alike by every file."""

import os
from collections.abc import Sequence

import pytest

from builders.bundles import bundle_files
from builders.edge_designs import a_component, a_connection, a_web_app
from cloudwright.design.bundle.consistency.report import consistency
from cloudwright.design.bundle.files import BundleFile
from cloudwright.design.catalog import registry
from cloudwright.design.catalog.vocabulary import CatalogVocabulary
from cloudwright.design.facts.load import load_facts
from cloudwright.design.model.architecture import Architecture, Boundary, Component, Connection, SubnetTier
from cloudwright.design.model.document import Document

_FULL = os.environ.get("CLOUDWRIGHT_FULL_PROOF") == "1"
_NAMED = frozenset({"route53_zone", "route53_record", "acm_certificate"})
_KINDS = tuple(sorted(registry.kinds().keys() - {"vpc"}))
_AT_ONCE = 1 if _FULL else 11
_GROUPS = [_KINDS[start :: -(-len(_KINDS) // _AT_ONCE)] for start in range(-(-len(_KINDS) // _AT_ONCE))]
_NETWORK = tuple(
    Boundary(id=f"{tier}-tier", type="subnet_tier", title=f"{tier} subnets", parent="box", tier=tier)
    for tier in SubnetTier
)


def an_unconnected(kind_id: str, *, existing: bool = False) -> Component:
    kind = registry.kind(kind_id)
    properties = {"domain_name": "shop.example.com"} if kind_id in _NAMED else {}
    place = f"{kind.tiers[0]}-tier" if kind.needs_network else None
    given = a_component(f"lonely-{kind_id.replace('_', '-')}", kind_id, **properties)
    return given.model_copy(update={"boundary": place, "existing": existing})


def a_design(*components: Component, base: Architecture) -> Architecture:
    """Return the base and the components, with a network for those that stand in one."""
    network = a_component("network", "vpc").model_copy(update={"boundary": "box"})
    inside = any(component.boundary for component in components)
    return Architecture.model_validate(
        {
            **dict(base),
            "components": (*base.components, *components, *([network] if inside else [])),
            "boundaries": (Boundary(id="box", type="vpc", title="Network"), *_NETWORK) if inside else (),
        }
    )


def disagreements(architecture: Architecture) -> Sequence[object]:
    assert CatalogVocabulary(load_facts()).problems(architecture) == ()
    files = bundle_files(Document(architecture=architecture))
    return [*consistency(BundleFile(path, content) for path, content in files.items()).differences]


@pytest.mark.parametrize("kinds", _GROUPS, ids=lambda kinds: kinds[0])
def test_a_bundle_with_unconnected_elements_is_consistent(kinds: Sequence[str]) -> None:
    new = [an_unconnected(kind) for kind in kinds]

    assert disagreements(a_design(*new, base=a_web_app())) == []


@pytest.mark.parametrize(
    "component",
    [
        an_unconnected("cloudfront_distribution"),
        an_unconnected("external_actor"),
        an_unconnected("dynamodb_table", existing=True),
    ],
    ids=lambda component: component.kind,
)
def test_a_bundle_of_nothing_to_deploy_is_consistent_and_says_so(component: Component) -> None:
    empty = a_web_app().model_copy(update={"components": (), "connections": ()})
    alone = a_design(component, base=empty)
    files = bundle_files(Document(architecture=alone))

    assert disagreements(alone) == []
    assert "Nothing is built yet" in files["README.md"].decode()
    assert "## Deploy" not in files["README.md"].decode()


def after_a_distribution_without_origin() -> Sequence[Component | Connection]:
    return (
        an_unconnected("cloudfront_distribution"),
        a_component("name", "route53_record", domain_name="shop.example.com"),
        a_component("zone", "route53_zone", domain_name="example.com"),
        a_component("operations", "cloudwatch_alarms"),
        a_connection("visitors requests lonely-cloudfront-distribution"),
        a_connection("zone contains name"),
        a_connection("name resolves lonely-cloudfront-distribution"),
        a_connection("operations watches lonely-cloudfront-distribution"),
    )


def test_what_leads_only_to_a_distribution_without_an_origin_is_not_deployed_either_and_said() -> None:
    architecture = a_web_app(*after_a_distribution_without_origin())
    files = bundle_files(Document(architecture=architecture))
    lines = {line.split("`")[1]: line for line in files["README.md"].decode().splitlines() if "| `" in line}

    assert disagreements(architecture) == []
    for element_id in ("lonely-cloudfront-distribution", "name", "operations"):
        assert "nothing is deployed for it" in lines[element_id]
        assert f"(`{element_id}`)" in files["docs/review.md"].decode()
    assert "nothing is deployed for it" not in lines["zone"]
