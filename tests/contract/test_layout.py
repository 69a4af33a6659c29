"""What every layout promises, and how the ELK subprocess lives and dies."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from builders.diagrams import (
    LOOKS,
    a_component,
    a_connection,
    a_guarded_web_app,
    a_web_app,
    an_architecture,
    an_image_pipeline,
    annotations,
)
from builders.layouts import RowLayout
from cloudwright.adapters.layout.elk import ElkLayout
from cloudwright.design.diagram.drawing import Drawing, View
from cloudwright.design.diagram.errors import LayoutFailed
from cloudwright.design.diagram.ports import Direction, ElkEdge, ElkGraph, ElkNode, Layout
from cloudwright.design.diagram.positions import drawing
from cloudwright.design.diagram.scene import scene
from cloudwright.design.model.architecture import Architecture, Boundary, SubnetTier

pytestmark = pytest.mark.asyncio(loop_scope="module")

DEADLINE_SECONDS = 60


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def warm() -> AsyncIterator[ElkLayout]:
    """An engine that all tests share which leave it alive."""
    async with ElkLayout() as engine:
        yield engine


@pytest.fixture(params=["row", "elk"])
def layout(request: pytest.FixtureRequest, warm: ElkLayout) -> Layout:
    return RowLayout() if request.param == "row" else warm


@pytest_asyncio.fixture(loop_scope="module")
async def elk() -> AsyncIterator[ElkLayout]:
    """An engine of the test's own."""
    async with ElkLayout() as engine:
        yield engine


async def draw(
    layout: Layout, architecture: Architecture, *, view: View, direction: Direction = Direction.RIGHT
) -> Drawing:
    sketch = scene(
        architecture, view, kinds=LOOKS, annotations=annotations(architecture), direction=direction
    )
    async with asyncio.timeout(DEADLINE_SECONDS):
        return drawing(sketch, await layout.lay_out(sketch.graph))


@pytest.mark.parametrize("view", View)
async def test_everything_gets_a_place_inside_its_group_and_the_sheet(layout: Layout, view: View) -> None:
    drawn = await draw(layout, a_guarded_web_app(), view=view)
    groups = {group.id: group for group in drawn.groups}
    assert all(len(edge.points) >= 2 for edge in drawn.edges)
    for node in drawn.nodes:
        assert 0 <= node.x <= drawn.width - node.width
        assert 0 <= node.y <= drawn.height - node.height
        if node.group:
            group = groups[node.group]
            assert group.x <= node.x <= group.x + group.width - node.width
            assert group.y <= node.y <= group.y + group.height - node.height


async def test_no_two_nodes_overlap(layout: Layout) -> None:
    nodes = (await draw(layout, an_image_pipeline(), view=View.NETWORK)).nodes
    for index, first in enumerate(nodes):
        for second in nodes[index + 1 :]:
            apart_x = first.x + first.width <= second.x or second.x + second.width <= first.x
            apart_y = first.y + first.height <= second.y or second.y + second.height <= first.y
            assert apart_x or apart_y, (first.id, second.id)


async def test_an_empty_graph_is_laid_out(layout: Layout) -> None:
    assert (await layout.lay_out(ElkGraph(direction=Direction.RIGHT))).nodes == ()


@pytest.mark.parametrize("direction", Direction)
@pytest.mark.parametrize("view", View)
async def test_elk_routes_run_at_right_angles_from_border_to_border(
    warm: ElkLayout, view: View, direction: Direction
) -> None:
    drawn = await draw(warm, a_guarded_web_app(), view=view, direction=direction)
    nodes = {node.id: node for node in drawn.nodes}
    for edge in drawn.edges:
        for before, after in zip(edge.points, edge.points[1:], strict=False):
            assert before.x == after.x or before.y == after.y
        for end, point in ((nodes[edge.source], edge.points[0]), (nodes[edge.target], edge.points[-1])):
            on_x = min(abs(point.x - end.x), abs(point.x - end.x - end.width)) < 0.2
            on_y = min(abs(point.y - end.y), abs(point.y - end.y - end.height)) < 0.2
            assert on_x or on_y


@pytest.mark.parametrize("view", View)
async def test_elk_keeps_label_chips_off_nodes_and_group_titles(warm: ElkLayout, view: View) -> None:
    drawn = await draw(warm, a_guarded_web_app(), view=view)
    for edge in drawn.edges:
        for node in drawn.nodes:
            beside = edge.label_x >= node.x + node.width or edge.label_x + 20 <= node.x
            apart = edge.label_y >= node.y + node.height or edge.label_y + 20 <= node.y
            assert beside or apart
    for group in drawn.groups:
        inside = [node.y for node in drawn.nodes if node.group == group.id]
        assert all(y >= group.y + 34 for y in inside)


async def test_down_is_taller_and_right_is_wider(warm: ElkLayout) -> None:
    right = await draw(warm, a_web_app(), view=View.FLOW, direction=Direction.RIGHT)
    down = await draw(warm, a_web_app(), view=View.FLOW, direction=Direction.DOWN)
    assert right.width > right.height
    assert down.height > down.width


def a_network_with_three_tiers() -> Architecture:
    """Nothing leads to the public tier, so that a layout free to choose puts it last."""
    placed = {"way-out": "public", "handler": "private", "worker": "isolated"}
    return an_architecture(
        (
            a_component("callers", "external_actor"),
            a_component("api", "http_api"),
            *(a_component(i, "lambda_function", boundary=boundary) for i, boundary in placed.items()),
            a_component("items", "dynamodb_table"),
            a_component("jobs", "sqs_queue"),
            a_component("documents", "s3_bucket"),
        ),
        tuple(
            map(
                a_connection,
                (
                    "callers requests api",
                    "api invokes handler",
                    "handler writes items",
                    "handler publishes jobs",
                    "worker consumes jobs",
                    "worker writes documents",
                ),
            )
        ),
        boundaries=(
            Boundary(id="network", type="vpc", title="Network"),
            *(
                Boundary(id=tier.value, type="subnet_tier", title=tier.value, parent="network", tier=tier)
                for tier in SubnetTier
            ),
        ),
    )


@pytest.mark.parametrize(("direction", "axis"), [(Direction.RIGHT, "y"), (Direction.DOWN, "x")])
async def test_tiers_side_by_side_stand_from_the_internet_inwards(
    warm: ElkLayout, direction: Direction, axis: str
) -> None:
    drawn = await draw(warm, a_network_with_three_tiers(), view=View.NETWORK, direction=direction)
    tiers = sorted((g for g in drawn.groups if g.parent == "network"), key=lambda g: getattr(g, axis))
    assert [tier.id for tier in tiers] == ["public", "private", "isolated"]


async def test_parallel_requests_each_get_their_own_answer(warm: ElkLayout) -> None:
    designs = (a_web_app(), an_image_pipeline(), a_guarded_web_app(), a_web_app())
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(draw(warm, design, view=View.FLOW)) for design in designs]
    drawings = [task.result() for task in tasks]
    assert drawings[0] == drawings[3]
    assert len({len(drawn.nodes) for drawn in drawings[:3]}) == 3


async def test_a_dead_engine_is_replaced(elk: ElkLayout) -> None:
    await draw(elk, a_web_app(), view=View.FLOW)
    process = elk._process
    assert process is not None
    process.kill()
    await process.wait()
    assert len((await draw(elk, an_image_pipeline(), view=View.FLOW)).nodes) == 11
    assert elk._process is not process


async def test_a_graph_that_was_laid_out_lately_needs_no_engine(elk: ElkLayout) -> None:
    before = await draw(elk, a_web_app(), view=View.FLOW)
    await elk.close()
    assert await draw(elk, a_web_app(), view=View.FLOW) == before
    assert elk._process is None
    await draw(elk, a_web_app(), view=View.FLOW, direction=Direction.DOWN)
    assert elk._process is not None


async def test_a_request_over_its_time_is_ended_with_its_engine() -> None:
    sketch = scene(a_web_app(), View.FLOW, kinds=LOOKS, annotations=annotations(a_web_app()))
    async with ElkLayout(timeout_seconds=0.001) as slow:
        with pytest.raises(LayoutFailed, match=r"0\.001 s"):
            await slow.lay_out(sketch.graph)
        assert slow._process is None


async def test_a_cancelled_request_leaves_no_answer_for_the_next_one(elk: ElkLayout) -> None:
    first = asyncio.create_task(draw(elk, an_image_pipeline(), view=View.NETWORK))
    await asyncio.sleep(0)  # lets it take its turn, not finish
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    assert len((await draw(elk, a_web_app(), view=View.FLOW)).nodes) == 6


async def test_what_elk_refuses_is_said_and_the_engine_lives_on(elk: ElkLayout) -> None:
    double = ElkGraph(
        direction=Direction.RIGHT,
        nodes=(ElkNode(id="a", width=10, height=10),),
        edges=(),
    )
    broken = double.model_copy(update={"edges": (_edge("a", "nowhere"),)})
    with pytest.raises(LayoutFailed, match="nowhere"):
        await elk.lay_out(broken)
    process = elk._process
    assert (await elk.lay_out(double)).nodes[0].x > 0
    assert elk._process is process


async def test_an_engine_that_cannot_start_is_reported(tmp_path: Path) -> None:
    bundle = tmp_path / "elk.js"
    bundle.write_text("throw new Error('no')", encoding="utf-8")
    async with ElkLayout(bundle=bundle) as broken:
        with pytest.raises(LayoutFailed, match="stopped twice"):
            await broken.lay_out(ElkGraph(direction=Direction.RIGHT))


async def test_a_missing_bundle_names_the_command_that_brings_it(tmp_path: Path) -> None:
    async with ElkLayout(bundle=tmp_path / "absent.js") as absent:
        with pytest.raises(LayoutFailed, match="make install"):
            await absent.lay_out(ElkGraph(direction=Direction.RIGHT))


async def test_close_ends_the_subprocess() -> None:
    engine = ElkLayout()
    await engine.lay_out(ElkGraph(direction=Direction.RIGHT))
    process = engine._process
    assert process is not None
    await engine.close()
    assert process.returncode is not None


async def test_every_export_has_the_same_bytes_in_every_process_and_hash_seed() -> None:
    outputs = {
        await _exported(PYTHONHASHSEED=seed, LC_ALL=language, TZ=zone)
        for seed, language, zone in (("1", "C", "UTC"), ("4711", "de_DE.UTF-8", "Asia/Tokyo"))
    }
    assert len(outputs) == 1
    assert outputs.pop().count(b"\n") == 27


async def _exported(**environment: str) -> bytes:
    """Return the digests of all exports of a process with this environment."""
    script = Path(__file__).parent.parent / "fixtures" / "diagram_digests.py"
    places = {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    exporting = await asyncio.create_subprocess_exec(
        sys.executable, str(script), env={**os.environ, **places, **environment}, stdout=subprocess.PIPE
    )
    async with asyncio.timeout(DEADLINE_SECONDS):
        digests, _ = await exporting.communicate()
    assert exporting.returncode == 0
    return digests


def _edge(source: str, target: str) -> ElkEdge:
    return ElkEdge(id="e", source=source, target=target, label_width=0, label_height=0)
