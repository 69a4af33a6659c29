"""A positioned drawing: what the canvas shows and what every export renders. Coordinates are pixels."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

from pydantic import Field

from cloudwright.design.model.frozen import Frozen
from cloudwright.design.model.verbs import Flow, Verb
from cloudwright.kit.money import Money


class View(StrEnum):
    FLOW = "flow"  # at most 15 nodes, numbered steps, no plumbing
    NETWORK = "network"  # everything, inside its boundaries


# What a box is drawn as. Of subnets AWS's drawings know two: those that the internet reaches, and the others.
GroupType = Literal["external", "account", "region", "vpc", "public_subnet", "private_subnet", "edge"]


class Point(Frozen):
    x: float
    y: float


class Node(Frozen):
    """`x`, `y` are absolute, top left. `connects_from` and `connects_to` are read out to screen readers.

    `members` are the components it stands for: itself, or those of a stack. What `frames` is drawn as the
    border and title of its group, not as a card; its box is that of the group.
    """

    id: str
    kind: str
    title: str
    service: str
    icon: str
    category: str
    group: str | None
    x: float
    y: float
    width: float
    height: float
    existing: bool
    monthly_cost: Money | None
    findings: int
    worst: str | None
    connects_from: tuple[str, ...] = ()
    connects_to: tuple[str, ...] = ()
    members: tuple[str, ...] = Field(default_factory=lambda node: (node["id"],))
    frames: bool = False

    @property
    def caption(self) -> str:
        """The line below the title: the service, and whether the component is there already."""
        return f"{self.service}, existing" if self.existing else self.service


class Group(Frozen):
    """A boundary box, absolute; parents come before children."""

    id: str
    type: GroupType
    title: str
    parent: str | None
    x: float
    y: float
    width: float
    height: float


class Edge(Frozen):
    """A route as laid out: start, bends, end. The label is the verb; `step` numbers it in the flow view."""

    id: str
    source: str
    target: str
    verb: str
    label: str
    points: tuple[Point, ...]
    label_x: float
    label_y: float
    step: int | None = None
    asynchronous: bool = False

    @property
    def relation(self) -> bool:
        """Whether neither calls nor messages go along it."""
        return Verb(self.verb).flow is Flow.NONE and not self.asynchronous


class Step(Frozen):
    number: int
    sentence: str
    edge_id: str


class TitleBlock(Frozen):
    title: str
    revision: str
    region: str
    environment: str
    monthly_cost: str
    date: str


class Drawing(Frozen):
    view: View
    width: float
    height: float
    groups: tuple[Group, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    steps: tuple[Step, ...]
    title_block: TitleBlock

    @property
    def cards(self) -> tuple[Node, ...]:
        """The nodes that are drawn as cards."""
        return tuple(node for node in self.nodes if not node.frames)

    @property
    def frames(self) -> Mapping[str, Node]:
        """The nodes that are drawn as groups, by the id of the group."""
        return {node.group: node for node in self.nodes if node.frames and node.group is not None}
