"""A drawing that no printed page holds is printed on several: each shows a part and where its lines lead."""

from collections.abc import Mapping, Sequence

from cloudwright.design.diagram.arranging import arranged
from cloudwright.design.diagram.drawing import Drawing, Node
from cloudwright.design.diagram.ports import Layout
from cloudwright.design.diagram.printing import READABLE, printed_scale
from cloudwright.design.diagram.scene import Scene, part_of

_Page = tuple[Sequence[str], Drawing]


async def sheets(scene: Scene, drawn: Drawing, layout: Layout) -> tuple[Drawing, ...]:
    """Return the pages on which the drawing can be read, none when one page shows all of it.

    Every card stands on the page of its part with all its lines. What is at the other end of those and stands
    on another page is shown without its boundary, with the number of that page. Raises LayoutFailed when the
    engine cannot lay one out.
    """
    if printed_scale(drawn) >= READABLE:
        return ()
    pages = await _halves(scene, _in_order(scene), layout)
    numbers = {node_id: number for number, (about, _) in enumerate(pages, start=1) for node_id in about}
    return tuple(
        _numbered(page, number, numbers=numbers, count=len(pages))
        for number, (_, page) in enumerate(pages, start=1)
    )


async def _halves(scene: Scene, about: Sequence[str], layout: Layout) -> list[_Page]:
    """Return the pages of both halves of a part that one page does not hold."""
    found: list[_Page] = []
    for half in (about[: len(about) // 2], about[len(about) // 2 :]):
        page = await arranged(part_of(scene, frozenset(half)), layout)
        if printed_scale(page) >= READABLE or len(half) == 1:
            found.append((half, page))
        else:
            found += await _halves(scene, half, layout)
    return found


def _numbered(page: Drawing, number: int, *, numbers: Mapping[str, int], count: int) -> Drawing:
    title = f"{page.title_block.title}, sheet {number} of {count}"
    return page.model_copy(
        update={
            "title_block": page.title_block.model_copy(update={"title": title}),
            "nodes": tuple(
                node.model_copy(update={"service": f"on sheet {numbers[node.id]}"})
                if numbers.get(node.id, number) != number
                else node
                for node in page.nodes
            ),
        }
    )


def _in_order(scene: Scene) -> Sequence[str]:
    """Return the cards so that those of one boundary, and in it those that are connected, come together."""
    places = {group.id: rank for rank, group in enumerate(scene.groups)}
    waiting = sorted(
        (node for node in scene.nodes if not node.frames),
        key=lambda node: places.get(node.group or "", -1),
    )
    near: dict[str, list[str]] = {node.id: [] for node in waiting}
    for edge in scene.edges:
        near[edge.source].append(edge.target)
        near[edge.target].append(edge.source)
    groups = {node.id: node.group for node in waiting}
    order: dict[str, None] = {}

    def visit(node: Node | str) -> None:
        node_id = node if isinstance(node, str) else node.id
        if node_id in order:
            return
        order[node_id] = None
        for other in near[node_id]:
            if groups[other] == groups[node_id]:
                visit(other)

    for node in waiting:
        visit(node)
    return tuple(order)
