"""Drawings as laid out and printed: of golden designs (all of them in the full proof) and of random ones."""

import os
import random
from collections.abc import AsyncIterator, Mapping
from datetime import date
from decimal import Decimal

import pytest
import pytest_asyncio

from builders.diagrams import LOOKS, a_component, a_connection, an_architecture
from builders.drawn import lines_off_their_cards, lines_through_cards, overlaps, smallest_points
from builders.golden import NAMES, golden
from cloudwright.adapters.layout.elk import ElkLayout
from cloudwright.design.catalog.registry import kinds
from cloudwright.design.diagram.arranging import arranged
from cloudwright.design.diagram.drawing import Drawing, View
from cloudwright.design.diagram.scene import Annotations, scene
from cloudwright.design.model.architecture import Architecture, Boundary, Environment
from cloudwright.kit.money import Money

pytestmark = pytest.mark.asyncio(loop_scope="module")

# Up to a dozen components print on A4 with 8 points; what is larger, or stands in a network, takes A3.
ON_A4, ON_A3 = 8.0, 8.0 / 2**0.5
A_DOZEN = 12
# Lines between three boundaries and more than twenty components need a larger sheet still.
LARGER = {"ec2-web", "fargate-web"}
FULL = "CLOUDWRIGHT_FULL_PROOF" in os.environ
DRAWN = NAMES if FULL else ("chat", "event-driven", "image-pipeline", "relational")


def annotated(architecture: Architecture) -> Annotations:
    """The widest that cards can be asked to show."""
    ids = [component.id for component in architecture.components]
    return Annotations(
        revision="revision 12",
        environment=Environment.PROD,
        as_of=date(2026, 11, 21),
        total=Money(amount=Decimal(12_345)),
        costs={i: Money(amount=Decimal("18.44")) for i in ids},
        findings=dict.fromkeys(ids[:3], (1, "medium")),
    )


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def layout() -> AsyncIterator[ElkLayout]:
    async with ElkLayout() as engine:
        yield engine


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def drawings(layout: ElkLayout) -> Mapping[tuple[str, View], Drawing]:
    found: dict[tuple[str, View], Drawing] = {}
    for name in DRAWN:
        design = golden(name)
        for view in View:
            sketch = scene(design, view, kinds=kinds(), annotations=annotated(design))
            found[name, view] = await arranged(sketch, layout)
    return found


@pytest.mark.timeout(300)
async def test_no_card_or_label_covers_another(drawings: Mapping[tuple[str, View], Drawing]) -> None:
    assert {key: found for key, each in drawings.items() if (found := list(overlaps(each)))} == {}


async def test_no_line_runs_through_a_card(drawings: Mapping[tuple[str, View], Drawing]) -> None:
    assert {key: found for key, each in drawings.items() if (found := list(lines_through_cards(each)))} == {}


async def test_every_line_begins_and_ends_at_its_cards(drawings: Mapping[tuple[str, View], Drawing]) -> None:
    assert {k: found for k, each in drawings.items() if (found := list(lines_off_their_cards(each)))} == {}


async def test_the_flow_of_every_golden_can_be_read_on_a4(
    drawings: Mapping[tuple[str, View], Drawing],
) -> None:
    small = {
        name: round(smallest_points(each), 2)
        for (name, view), each in drawings.items()
        if view is View.FLOW and smallest_points(each) < (ON_A4 if len(each.nodes) <= A_DOZEN else 7.5)
    }
    assert small == {}


async def test_the_network_of_a_golden_can_be_read_on_a3_and_a_small_one_on_a4(
    drawings: Mapping[tuple[str, View], Drawing],
) -> None:
    small = {
        name: round(smallest_points(each), 2)
        for (name, view), each in drawings.items()
        if view is View.NETWORK and name not in LARGER and smallest_points(each) < _wanted(each)
    }
    assert small == {}


def _wanted(drawing: Drawing) -> float:
    networked = any(group.type in {"vpc", "edge"} for group in drawing.groups)
    return ON_A4 if len(drawing.nodes) <= A_DOZEN and not networked else ON_A3


def a_random_design(seed: int) -> Architecture:
    """Return a design of 5 to 25 components with ways back, neighbours far away, and parts in a network."""
    chosen = random.Random(seed)  # noqa: S311  repeatable, not secret
    ids = [f"part-{number}" for number in range(chosen.randint(5, 25))]
    places = (None, None, "first", "second")
    components = tuple(
        a_component(i, chosen.choice(sorted(LOOKS)), boundary=chosen.choice(places)) for i in ids
    )
    pairs = {(chosen.choice(ids[: at + 1]), i) for at, i in enumerate(ids[1:])}
    pairs |= {(chosen.choice(ids), chosen.choice(ids)) for _ in range(len(ids) // 4)}
    verbs = ("invokes", "publishes", "reads", "encrypts")
    return an_architecture(
        components,
        tuple(a_connection(f"{a} {chosen.choice(verbs)} {b}") for a, b in sorted(pairs) if a != b),
        boundaries=(
            Boundary(id="network", type="vpc", title="Network"),
            Boundary(id="first", type="subnet_tier", title="First", parent="network"),
            Boundary(id="second", type="subnet_tier", title="Second", parent="network"),
        ),
    )


@pytest.mark.timeout(300)
@pytest.mark.parametrize("seed", range(40 if FULL else 4))
async def test_random_designs_are_drawn_without_a_line_through_a_card(layout: ElkLayout, seed: int) -> None:
    design = a_random_design(seed)
    for view in View:
        sketch = scene(design, view, kinds=LOOKS, annotations=annotated(design))
        drawn = await arranged(sketch, layout)
        found = [*overlaps(drawn), *lines_through_cards(drawn), *lines_off_their_cards(drawn)]
        assert found == []
