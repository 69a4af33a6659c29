"""The typed architecture: what an architect draws, and nothing that can be derived from it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from cloudwright.design.model.frozen import ElementId, Frozen, Number, PropertyValues, Sentence, Title
from cloudwright.design.model.verbs import Verb
from cloudwright.kit.canonical import content_hash

Region = Literal["us-east-1", "us-west-2", "eu-west-1", "eu-central-1", "ap-southeast-1", "ap-northeast-1"]
AssumptionId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
StackName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=24)]


class Environment(StrEnum):
    DEV = "dev"
    PROD = "prod"


class Component(Frozen):
    """One element of the drawing: new, or `existing` and then referenced only.

    `properties` are checked by the catalogue entry of `kind`; those not given take its defaults for the
    environment. `because` names the requirements (their ids) that need this component.
    """

    id: ElementId
    kind: str
    title: Title
    purpose: Sentence = ""
    properties: PropertyValues = Field(default_factory=dict)
    boundary: ElementId | None = None
    existing: bool = False
    because: tuple[str, ...] = ()
    origin: Literal["user", "agent", "pattern", "rule"] = "agent"


class Connection(Frozen):
    """A directed edge, read as `source verb target`.

    `per_call` is how many calls go along it for one call that reaches its source (for `consumes`: how many
    times the source runs for one message). `step` numbers it in the flow view, explained by `sentence`.
    """

    source: ElementId
    verb: Verb
    target: ElementId
    per_call: Annotated[Number, Field(ge=0, le=1_000_000)] = Decimal(1)
    properties: PropertyValues = Field(default_factory=dict)
    step: Annotated[int, Field(ge=1, le=99)] | None = None
    sentence: Sentence = ""

    @property
    def id(self) -> str:
        return f"{self.source}.{self.verb}.{self.target}"


class SubnetTier(StrEnum):
    """Where the traffic of a subnet may come from and go to."""

    PUBLIC = "public"  # to and from the internet
    PRIVATE = "private"  # out through a NAT gateway, nothing in
    ISOLATED = "isolated"  # neither: only the VPC and its endpoints


class Boundary(Frozen):
    """A place that contains components: account, region, VPC, subnet tier, or the outside.

    `tier` says of a subnet tier what it is; without it, it is private.
    """

    id: ElementId
    type: Literal["external", "account", "region", "vpc", "subnet_tier", "edge"]
    title: Title
    parent: ElementId | None = None
    tier: SubnetTier | None = None


class Decision(Frozen):
    """What was chosen against what, because of which requirements, and when to think again."""

    id: ElementId
    title: Title
    choice: Sentence
    context: Sentence = ""
    consequences: Sentence = ""
    alternatives: tuple[Sentence, ...] = ()
    revisit_when: Sentence = ""
    elements: tuple[ElementId, ...] = ()
    because: tuple[str, ...] = ()


class Waiver(Frozen):
    """A finding that somebody accepts, with a reason and an end."""

    rule_id: str
    element_id: ElementId
    reason: Annotated[str, StringConstraints(min_length=5, max_length=600)]
    owner: Title
    expires: date


NamePrefix = Annotated[str, StringConstraints(pattern=r"^([a-z][a-z0-9]*(-[a-z0-9]+)*)?$", max_length=12)]


def _not_reserved(key: str) -> str:
    """Refuse what AWS keeps for itself, https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html."""
    if key.lower().startswith("aws:"):
        raise ValueError("a tag key cannot begin with 'aws:', which AWS keeps for itself")
    return key


TagKey = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9_.:/=+@-]+$", min_length=1, max_length=128),
    AfterValidator(_not_reserved),
]
TagValue = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9 _.:/=+@-]*$", max_length=256)]
PolicyName = Annotated[
    str,
    StringConstraints(
        pattern=r"^((arn:aws[a-z-]*:iam::[0-9]{12}:policy/)?[A-Za-z0-9+=,.@_/-]+)?$", max_length=256
    ),
]


BundleFormat = Literal["cloudformation", "terraform", "diagrams", "documents"]


class Standards(Frozen):
    """The rules of an organisation that hold before anything is proposed.

    `allowed_*` and `formats` empty allow everything; `formats` are the parts that a bundle may hold. Kinds
    are ids of the catalogue. `permissions_boundary` is the name of an IAM policy of the account, or its ARN,
    that bounds every role.
    """

    name_prefix: NamePrefix = ""
    tags: Annotated[Mapping[TagKey, TagValue], Field(max_length=30)] = Field(default_factory=dict)
    allowed_regions: tuple[Region, ...] = ()
    allowed_kinds: tuple[str, ...] = ()
    forbidden_kinds: tuple[str, ...] = ()
    permissions_boundary: PolicyName = ""
    formats: tuple[BundleFormat, ...] = ()

    def allows(self, kind_id: str) -> bool:
        """Say whether a kind may be used."""
        return kind_id not in self.forbidden_kinds and (
            not self.allowed_kinds or kind_id in self.allowed_kinds
        )


NO_STANDARDS = Standards()


class Architecture(Frozen):
    """One whole design. Ids are unique; every reference names an element of the same architecture."""

    name: StackName
    title: Title
    region: Region
    pattern: str = ""
    components: tuple[Component, ...] = ()
    connections: tuple[Connection, ...] = ()
    boundaries: tuple[Boundary, ...] = ()
    decisions: tuple[Decision, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    standards: Standards = NO_STANDARDS
    assumptions: Mapping[AssumptionId, Annotated[Number, Field(ge=0)]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        problems = [*_duplicates(self), *_dangling(self), *_nesting_cycles(self)]
        if problems:
            raise ValueError("; ".join(problems))
        return self

    @cached_property
    def by_id(self) -> Mapping[str, Component]:
        return {component.id: component for component in self.components}

    @cached_property
    def by_boundary(self) -> Mapping[str, tuple[Component, ...]]:
        """The components that stand directly in each boundary, by the boundary's id."""
        groups: dict[str, list[Component]] = {}
        for component in self.components:
            if component.boundary is not None:
                groups.setdefault(component.boundary, []).append(component)
        return {boundary_id: tuple(components) for boundary_id, components in groups.items()}

    @cached_property
    def boundaries_by_id(self) -> Mapping[str, Boundary]:
        return {boundary.id: boundary for boundary in self.boundaries}

    @cached_property
    def _by_source(self) -> Mapping[str, tuple[Connection, ...]]:
        return _grouped((c.source, c) for c in self.connections)

    @cached_property
    def _by_target(self) -> Mapping[str, tuple[Connection, ...]]:
        return _grouped((c.target, c) for c in self.connections)

    def component(self, component_id: str) -> Component:
        """Return the component; raises KeyError when there is none."""
        return self.by_id[component_id]

    def outgoing(self, component_id: str) -> tuple[Connection, ...]:
        return self._by_source.get(component_id, ())

    def incoming(self, component_id: str) -> tuple[Connection, ...]:
        return self._by_target.get(component_id, ())

    def canonical(self) -> "Architecture":
        """Return the same design with its elements in id order, the form that is hashed and stored."""
        return self.model_copy(
            update={
                "components": tuple(sorted(self.components, key=lambda c: c.id)),
                "connections": tuple(sorted(self.connections, key=lambda c: c.id)),
                "boundaries": tuple(sorted(self.boundaries, key=lambda b: b.id)),
                "decisions": tuple(sorted(self.decisions, key=lambda d: d.id)),
                "waivers": tuple(sorted(self.waivers, key=lambda w: (w.rule_id, w.element_id))),
            }
        )

    def content_hash(self) -> str:
        """Return the SHA-256 of the canonical form: equal designs have equal hashes."""
        return content_hash(self.canonical().model_dump(mode="json"))


def _grouped(keyed: Iterable[tuple[str, Connection]]) -> Mapping[str, tuple[Connection, ...]]:
    groups: dict[str, list[Connection]] = {}
    for element_id, connection in keyed:
        groups.setdefault(element_id, []).append(connection)
    return {element_id: tuple(connections) for element_id, connections in groups.items()}


def _duplicates(architecture: Architecture) -> list[str]:
    groups = {
        "component": [c.id for c in architecture.components],
        "connection": [c.id for c in architecture.connections],
        "boundary": [b.id for b in architecture.boundaries],
        "decision": [d.id for d in architecture.decisions],
        "waiver": [f"{w.rule_id} on {w.element_id}" for w in architecture.waivers],
    }
    return [
        f"{what} '{element}' appears more than once"
        for what, ids in groups.items()
        for element in sorted(i for i, times in Counter(ids).items() if times > 1)
    ]


def _dangling(architecture: Architecture) -> list[str]:
    components = {c.id for c in architecture.components}
    boundaries = {b.id for b in architecture.boundaries}
    problems = [
        f"connection '{c.id}' names the unknown component '{end}'"
        for c in architecture.connections
        for end in (c.source, c.target)
        if end not in components
    ]
    problems += [
        f"component '{c.id}' is placed in the unknown boundary '{c.boundary}'"
        for c in architecture.components
        if c.boundary is not None and c.boundary not in boundaries
    ]
    problems += [
        f"boundary '{b.id}' has the unknown parent '{b.parent}'"
        for b in architecture.boundaries
        if b.parent is not None and b.parent not in boundaries
    ]
    problems += [
        f"decision '{d.id}' names the unknown component '{element}'"
        for d in architecture.decisions
        for element in d.elements
        if element not in components
    ]
    problems += [
        f"the waiver of '{w.rule_id}' names the unknown component '{w.element_id}'"
        for w in architecture.waivers
        if w.element_id not in components
    ]
    return problems


def _nesting_cycles(architecture: Architecture) -> list[str]:
    parents = {b.id: b.parent for b in architecture.boundaries}
    problems = []
    for start, parent in parents.items():
        seen = {start}
        current = parent
        while current is not None and current not in seen:
            seen.add(current)
            current = parents.get(current)
        if current == start:
            problems.append(f"boundary '{start}' contains itself")
    return problems
