"""What shared links take and give out."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from cloudwright.design.evaluation.evaluation import Evaluation
from cloudwright.design.model.frozen import Frozen
from cloudwright.design.trace.requirement import Status
from cloudwright.kit.money import Money
from cloudwright.projects.schemas import Floor

Days = Literal[7, 30, 90]


class SharePart(StrEnum):
    """What a link can show: components, requirements and cost; the drawings; the one-page brief."""

    DESIGN = "design"
    DIAGRAM = "diagram"
    BRIEF = "brief"


class NewShareLink(Frozen):
    """`expires_in_days` null is a link without an end, which only who manages the organisation makes."""

    revision_id: Annotated[str, StringConstraints(max_length=60)]
    parts: Annotated[frozenset[SharePart], Field(min_length=1)]
    expires_in_days: Days | None = 30


class LinkState(StrEnum):
    OPEN = "open"
    EXPIRED = "expired"
    REVOKED = "revoked"


class ShareLink(Frozen):
    """A link as its organisation sees it; the address is shown once, when it is made."""

    id: str
    revision_id: str
    revision_number: int
    option_name: str
    parts: tuple[SharePart, ...]
    state: LinkState
    made_by: str
    made_by_you: bool
    may_revoke: bool
    created_at: datetime
    expires_at: datetime | None
    opened: int
    last_opened_at: datetime | None


class ShareLinks(Frozen):
    """The links of a project, and whether the caller may make one without an end."""

    items: tuple[ShareLink, ...]
    may_be_endless: bool


class MadeShareLink(Frozen):
    """The address holds the secret; nobody can see it again."""

    link: ShareLink
    url: str


class SharedLines(Frozen):
    """The first of several sentences, and how many there are in all."""

    shown: tuple[str, ...]
    total: int


class SharedBrief(Frozen):
    """The one-page brief, as it was when the link was made."""

    place: str
    goal: str
    amount: str
    span: str
    steps: SharedLines
    met: SharedLines
    unmet: SharedLines
    decisions: SharedLines
    risk: str
    needed: SharedLines
    foot: str


class Snapshot(Frozen):
    """What a link keeps of the moment it was made, beside the revision, which never changes."""

    title: str
    evaluation: Evaluation
    brief: SharedBrief | None = None


class SharedComponent(Frozen):
    id: str
    title: str
    purpose: str
    service: str
    icon: str
    external: bool
    monthly_cost: Money | None


class SharedRequirement(Frozen):
    statement: str
    status: Status
    evidence: str


class SharedCost(Frozen):
    """One line of the estimate."""

    component: str
    description: str
    quantity: str
    unit_price: str
    amount: Money


class SharedParts(Frozen):
    """Components, requirements and cost."""

    components: tuple[SharedComponent, ...]
    requirements: tuple[SharedRequirement, ...]
    total: Money
    low: Money
    high: Money
    lines: tuple[SharedCost, ...]
    unpriced: int
    prices_of: str
    sla_floor: Floor


class SharedDesign(Frozen):
    """What whoever has a link sees: the design's name, when it was shared, and the parts that were chosen."""

    title: str
    shared_on: date
    expires_on: date | None
    region: str
    parts: tuple[SharePart, ...]
    design: SharedParts | None
    brief: SharedBrief | None
