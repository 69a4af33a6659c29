"""What the loss of one zone leaves of a design."""

from builders.computed import a_component, an_architecture
from builders.golden import golden, golden_document
from builders.sketches import a_web_app
from cloudwright.design.evaluation.zone import Fate, ZoneLoss, without_zone
from cloudwright.design.model.architecture import Architecture


def test_a_design_without_a_network_loses_nothing() -> None:
    loss = without_zone(a_web_app())

    assert (loss.zones, loss.parts, loss.interrupted) == (0, (), ())
    assert loss.answers
    assert "items" in loss.across


def test_a_design_over_two_zones_shrinks_and_fails_over_and_goes_on() -> None:
    loss = without_zone(golden("container-web"))

    assert loss.zones == 2
    assert fates(loss) == {
        "balancer": Fate.STAYS,
        "app": Fate.SHRINKS,
        "database": Fate.FAILS_OVER,
        "cache": Fate.FAILS_OVER,
        "way-out": Fate.STAYS,
    }
    assert loss.answers


def test_the_arithmetic_of_what_is_left_is_shown() -> None:
    loss = without_zone(changed(golden("server-web"), "servers", minimum_instances=5))

    part = next(p for p in loss.parts if p.element_id == "servers")
    assert part.evidence == "5 instances over 2 zones: 2 instances left, 3 started again in the others"


def test_what_stands_alone_is_gone_and_callers_feel_it() -> None:
    alone = changed(golden("server-web"), "database", multi_az=False)
    alone = changed(alone, "servers", minimum_instances=1)

    loss = without_zone(alone)

    assert fates(loss)["database"] is Fate.STOPS
    assert fates(loss)["servers"] is Fate.RESTARTS
    assert set(loss.interrupted) == {"servers", "database"}
    assert not loss.answers


def test_a_cluster_without_a_reader_and_a_single_gateway_stop() -> None:
    lone = changed(golden("container-web"), "database", readers=0)

    loss = without_zone(changed(lone, "way-out", one_per_zone=False))

    assert fates(loss)["database"] is Fate.STOPS
    assert fates(loss)["way-out"] is Fate.STOPS


def test_everything_that_is_no_caller_is_accounted_for_once() -> None:
    architecture = golden_document("container-web").architecture
    loss = without_zone(architecture)

    counted = [*(p.element_id for p in loss.parts), *loss.across]
    callers = {c.id for c in architecture.components if c.kind == "external_actor"}
    assert sorted(counted) == sorted(set(architecture.by_id) - callers)


def test_a_component_outside_of_every_network_spans_zones_by_itself() -> None:
    loss = without_zone(an_architecture(a_component("items", "dynamodb_table")))

    assert loss.across == ("items",)


def fates(loss: ZoneLoss) -> dict[str, Fate]:
    return {part.element_id: part.fate for part in loss.parts}


def changed(architecture: Architecture, element_id: str, **properties: bool | int) -> Architecture:
    components = tuple(
        c.model_copy(update={"properties": {**c.properties, **properties}}) if c.id == element_id else c
        for c in architecture.components
    )
    return architecture.model_copy(update={"components": components})
