"""A catalogue entry: what an architect may draw, and the functions that complete, lower and price it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar

from pydantic import JsonValue

from cloudwright.design.blueprint.graph import CodeAsset, Output, Parameter, Resource, Stack
from cloudwright.design.blueprint.values import Statement, Value
from cloudwright.design.model.architecture import (
    Architecture,
    Component,
    Connection,
    Environment,
    SubnetTier,
)
from cloudwright.design.model.budget import Budget
from cloudwright.design.model.frozen import Frozen
from cloudwright.design.model.load import Load
from cloudwright.design.model.verbs import Verb


class Category(StrEnum):
    COMPUTE = "compute"
    STORAGE = "storage"
    DATABASE = "database"
    NETWORK = "network"
    INTEGRATION = "integration"
    SECURITY = "security"
    MANAGEMENT = "management"
    EXTERNAL = "external"


class Properties(Frozen):
    """The typed properties of a kind. Every field has a default and a description; units are in its name."""


P = TypeVar("P", bound=Properties)


@dataclass(frozen=True, slots=True)
class Element(Generic[P]):
    """A component with its properties parsed: environment defaults first, then what the design says."""

    component: Component
    properties: P

    @property
    def id(self) -> str:
        return self.component.id


@dataclass(frozen=True, slots=True)
class Setting:
    """Something a connection adds to an element's own resource (an origin, a notification, an index)."""

    element_id: str
    slot: str  # one of catalog.slots
    value: Value | Statement


@dataclass(frozen=True, slots=True)
class Effects:
    """What connections bring about, collected before any element is lowered.

    `statements` go to the execution role of the connection's source (or of `role_of` when a verb grants to
    the other end); `environment` to its code; `resources` stand alone; `settings` reach other elements.
    """

    statements: tuple[Statement, ...] = ()
    environment: Mapping[str, Value] = field(default_factory=dict)
    resources: tuple[Resource, ...] = ()
    settings: tuple[Setting, ...] = ()


@dataclass(frozen=True, slots=True)
class LoweringContext:
    """What lowering may look at: the whole architecture, for one environment, never the outside.

    `budget` is what the month may cost, where somebody said so.
    """

    architecture: Architecture
    environment: Environment
    elements: Mapping[str, Element[Properties]]
    kinds: "Mapping[str, Kind[Properties]]"
    runtimes: Mapping[str, str]  # default versions from the dated facts: {"lambda.python": "python3.13"}
    budget: Budget | None = None

    @property
    def prefix(self) -> str:
        """`<name>-<environment>`, after the prefix of the standards: the start of every physical name."""
        return physical_prefix(self.architecture, self.environment)


def physical_prefix(architecture: Architecture, environment: Environment) -> str:
    """Return the start of every physical name of a design."""
    parts = (architecture.standards.name_prefix, architecture.name, environment.value)
    return "-".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Gathered:
    """The effects addressed to one element, merged: statements of its role, variables of its code, slots."""

    statements: tuple[Statement, ...] = ()
    environment: Mapping[str, Value] = field(default_factory=dict)
    settings: Mapping[str, tuple[Value | Statement, ...]] = field(default_factory=dict)

    def slot(self, name: str) -> tuple[Value | Statement, ...]:
        return self.settings.get(name, ())


@dataclass(frozen=True, slots=True)
class Lowered:
    """The resources of one element, and what the person who deploys gives and gets."""

    resources: tuple[Resource, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    outputs: tuple[Output, ...] = ()
    code: tuple[CodeAsset, ...] = ()


@dataclass(frozen=True, slots=True)
class AlarmSpec:
    """A standard alarm of an element, made when something `watches` it; texts go into the runbook."""

    part: str  # `errors`, `throttles`, `dlq-depth`: unique within the element
    title: str
    namespace: str
    metric: str
    dimensions: Mapping[str, Value]
    statistic: str
    threshold: float
    comparison: str  # CloudWatch's ComparisonOperator
    meaning: str
    first_look: str
    period_seconds: int = 300
    evaluation_periods: int = 1
    treat_missing: str = "notBreaching"
    stack: Stack = Stack.MAIN  # CloudFront and its WAF publish metrics in us-east-1


@dataclass(frozen=True, slots=True)
class VerbRule:
    """Which kinds may use this verb on the kind that declares the rule, and what follows from it.

    The declaring kind is the connection's target unless `declared_by_source`. `connect` gets the connection,
    its source and its target.
    """

    verb: Verb
    others: tuple[str, ...]  # kind ids at the other end; ("*",) for any
    connect: Callable[["LoweringContext", Connection], Effects]
    declared_by_source: bool = False
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class PricingContext:
    """What a price dimension may depend on. `assumption` reads calls, sizes and durations by id."""

    architecture: Architecture
    environment: Environment
    elements: Mapping[str, Element[Properties]]
    load: Load
    assumptions: Mapping[str, Decimal]

    def assumption(self, assumption_id: str, default: Decimal) -> Decimal:
        return self.assumptions.get(assumption_id, default)


@dataclass(frozen=True, slots=True)
class Usage:
    """A monthly quantity of one price dimension (`dimension_id` of the price table) of one element.

    `formula` shows the arithmetic in words and numbers; `fixed` is true when it does not grow with load.
    `dimension_id` None names something that costs money but has no price row: it is counted as unpriced.
    `region` is given where AWS bills elsewhere than in the design's Region (us-east-1 for CloudFront's WAF).
    """

    element_id: str
    dimension_id: str | None
    quantity: Decimal
    formula: str
    assumption_ids: tuple[str, ...] = ()
    fixed: bool = False
    what: str = ""
    region: str | None = None


@dataclass(frozen=True, slots=True)
class AssumptionSpec:
    """A number that a kind's price or limits need, and what is taken when nobody says."""

    id: str
    label: str
    default: Decimal
    unit: str
    low: Decimal
    high: Decimal


@dataclass(frozen=True)
class Kind(Generic[P]):
    """One catalogue entry. `icon` names a file of the vendored AWS icon set; `sla` rows of aws-slas.csv.

    `tiers` are the subnet tiers in which it may stand, the usual one first; without any it stands in no VPC.
    `reached_by` and `must_reach` name AWS services by their endpoint (`sqs`, `ecr.api`): those by which code
    in a VPC calls an element of this kind, and those that an element of this kind in a VPC calls by itself.
    """

    id: str
    service: str
    title: str
    summary: str
    category: Category
    icon: str
    documentation: str
    properties: type[P]
    defaults: Callable[[Environment], Mapping[str, JsonValue]]
    lower: Callable[[LoweringContext, Element[P], Gathered], Lowered]
    price: Callable[[PricingContext, Element[P]], Sequence[Usage]]
    verbs: tuple[VerbRule, ...] = ()
    alarms: Callable[[LoweringContext, Element[P]], Sequence[AlarmSpec]] | None = None
    assumptions: tuple[AssumptionSpec, ...] = ()
    resource_types: tuple[str, ...] = ()  # CloudFormation types, for regional availability
    # (service, condition) in aws-slas.csv; a function where properties decide, perhaps that there is none
    sla: tuple[str, str] | Callable[[P], tuple[str, str] | None] | None = None
    plumbing: bool = False  # not drawn in the flow view
    may_exist: bool = False  # may be referenced as existing
    tiers: tuple[SubnetTier, ...] = ()
    needs_network: bool = False  # stands in a VPC always
    frame: bool = False  # drawn as the frame of the boundary it stands in, not as a node
    reached_by: tuple[str, ...] | Callable[[P], tuple[str, ...]] = ()  # a function where properties decide
    must_reach: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()  # what people call it

    def commitment(self, properties: P) -> tuple[str, str] | None:
        """Return (service, condition) of the service level agreement for an element with these properties."""
        return self.sla(properties) if callable(self.sla) else self.sla

    def endpoints(self, properties: P) -> tuple[str, ...]:
        """Return the endpoint services by which code in a VPC reaches an element with these properties."""
        return self.reached_by(properties) if callable(self.reached_by) else self.reached_by
