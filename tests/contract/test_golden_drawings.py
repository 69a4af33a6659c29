"""Drawings as laid out and printed: of golden designs (all of them in the full proof) and of random ones."""

import os
import random
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache

import pytest
import pytest_asyncio

from builders.diagrams import LOOKS, a_component, a_connection, an_architecture
from builders.drawn import lines_off_their_cards, lines_through_cards, overlaps, smallest_points
from builders.golden import NAMES, golden
from cloudwright.adapters.layout.elk import ElkLayout
from cloudwright.design.catalog.registry import kinds
from cloudwright.design.diagram.arranging import arranged
from cloudwright.design.diagram.drawing import Drawing, View
from cloudwright.design.diagram.scene import Annotations, Scene, scene
from cloudwright.design.diagram.sheets import sheets
from cloudwright.design.model.architecture import Architecture, Boundary, Environment
from cloudwright.kit.money import Money

pytestmark = pytest.mark.asyncio(loop_scope="module")

ON_A4 = 8.0  # points
FULL = "CLOUDWRIGHT_FULL_PROOF" in os.environ
DRAWN = NAMES if FULL else ("chat", "container-web", "event-driven", "image-pipeline", "relational")


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


@cache
def sketch_of(name: str, view: View) -> Scene:
    return scene(golden(name), view, kinds=kinds(), annotations=annotated(golden(name)))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def drawings(layout: ElkLayout) -> Mapping[tuple[str, View], Drawing]:
    return {(name, view): await arranged(sketch_of(name, view), layout) for name in DRAWN for view in View}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def printed(
    layout: ElkLayout, drawings: Mapping[tuple[str, View], Drawing]
) -> Mapping[tuple[str, View], tuple[Drawing, ...]]:
    return {key: await sheets(sketch_of(*key), each, layout) for key, each in drawings.items()}


@pytest.mark.timeout(300)
async def test_no_card_or_label_covers_another(drawings: Mapping[tuple[str, View], Drawing]) -> None:
    assert {key: found for key, each in drawings.items() if (found := list(overlaps(each)))} == {}


async def test_no_line_runs_through_a_card(drawings: Mapping[tuple[str, View], Drawing]) -> None:
    assert {key: found for key, each in drawings.items() if (found := list(lines_through_cards(each)))} == {}


async def test_every_line_begins_and_ends_at_its_cards(drawings: Mapping[tuple[str, View], Drawing]) -> None:
    assert {k: found for k, each in drawings.items() if (found := list(lines_off_their_cards(each)))} == {}


@pytest.mark.timeout(300)
async def test_every_golden_can_be_read_on_a4_in_one_sheet_or_in_several(
    drawings: Mapping[tuple[str, View], Drawing], printed: Mapping[tuple[str, View], tuple[Drawing, ...]]
) -> None:
    small = {
        key: [round(smallest_points(sheet), 2) for sheet in printed[key] or (each,)]
        for key, each in drawings.items()
        if any(smallest_points(sheet) < ON_A4 for sheet in printed[key] or (each,))
    }
    assert small == {}


async def test_most_goldens_need_one_sheet_and_none_more_than_five(
    printed: Mapping[tuple[str, View], tuple[Drawing, ...]],
) -> None:
    assert max(len(sheets) for sheets in printed.values()) <= 5
    assert sum(not sheets for sheets in printed.values()) >= len(printed) * 2 / 3


async def test_sheets_show_every_card_once_and_every_line(
    drawings: Mapping[tuple[str, View], Drawing], printed: Mapping[tuple[str, View], tuple[Drawing, ...]]
) -> None:
    large = {key: sheets for key, sheets in printed.items() if sheets}
    assert large
    for key, found in large.items():
        at_home = Counter(n.id for sheet in found for n in sheet.cards if "on sheet" not in n.service)
        assert at_home == Counter(node.id for node in drawings[key].cards)
        assert {e.id for sheet in found for e in sheet.edges} == {e.id for e in drawings[key].edges}
        assert {n.id for sheet in found for n in sheet.frames.values()} == {
            n.id for n in drawings[key].frames.values()
        }


async def test_sheets_are_drawn_as_carefully(
    printed: Mapping[tuple[str, View], tuple[Drawing, ...]],
) -> None:
    flaws = {
        key: found
        for key, sheets in printed.items()
        for sheet in sheets
        if (found := [*overlaps(sheet), *lines_through_cards(sheet), *lines_off_their_cards(sheet)])
    }
    assert flaws == {}


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
