"""What a drawing asks of a layout engine: a graph with sizes goes in, the same with places comes out."""

from enum import StrEnum
from typing import Protocol

from cloudwright.design.diagram.drawing import Point
from cloudwright.design.model.frozen import Frozen


class Direction(StrEnum):
    RIGHT = "RIGHT"  # for wide panes and pages
    DOWN = "DOWN"  # for narrow panes


class ElkNode(Frozen):
    """A leaf. Pixels; `x`, `y` are absolute, top left, and 0 before layout.

    Where columns are given, none of a higher column stands left of one of a lower column. In one column what
    has a lower row stands above what has a higher one.
    """

    id: str
    width: float
    height: float
    column: int | None = None
    row: int | None = None
    x: float = 0
    y: float = 0


class ElkGroup(Frozen):
    """A container; `title_width` keeps it wide enough for its title band. Pixels, absolute.

    What is side by side in an `ordered` one stands as it is listed, nodes first, even if lines then cross.
    """

    id: str
    title_width: float
    ordered: bool = False
    column: int | None = None
    row: int | None = None
    nodes: tuple[ElkNode, ...] = ()
    groups: tuple["ElkGroup", ...] = ()
    x: float = 0
    y: float = 0
    width: float = 0
    height: float = 0


class ElkEdge(Frozen):
    """A directed edge with room for its label; `points` run from source to target, absolute."""

    id: str
    source: str
    target: str
    label_width: float
    label_height: float
    weight: int = 1  # higher is straighter and shorter
    label_x: float = 0
    label_y: float = 0
    points: tuple[Point, ...] = ()


class ElkGraph(Frozen):
    """The whole request or reply: nodes at the top, groups of any depth, all edges."""

    direction: Direction
    nodes: tuple[ElkNode, ...] = ()
    groups: tuple[ElkGroup, ...] = ()
    edges: tuple[ElkEdge, ...] = ()
    width: float = 0
    height: float = 0


class Layout(Protocol):
    """Gives places to a graph; raises LayoutFailed when it cannot."""

    async def lay_out(self, graph: ElkGraph) -> ElkGraph: ...
