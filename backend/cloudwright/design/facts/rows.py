"""Typed rows of the dated facts. Every row says where and when it was read, and how far to trust it."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fnmatch import fnmatchcase


class Standing(StrEnum):
    """How far a figure can be trusted."""

    PRICE_LIST = "price-list-derived"  # a value of the AWS Price List, read in the named source
    SOURCED = "sourced"  # read on the named public page
    UNVERIFIED = "recalled-unverified"  # known but not found: shown as unverified, never fails a check

    @property
    def verified(self) -> bool:
        return self is not Standing.UNVERIFIED


@dataclass(frozen=True, slots=True)
class Provenance:
    """`as_of` is `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or `YYYY-Qn`, and empty when nothing dates the figure."""

    source: str
    as_of: str
    standing: Standing
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Tier:
    """A step of a price, counted from 0 in the dimension's unit; the last one has no end."""

    start: Decimal
    end: Decimal | None
    usd: Decimal  # per `Price.quantity_per_unit` units


@dataclass(frozen=True, slots=True)
class Price:
    """The list price of one dimension in one Region, with its tiers in order."""

    region: str
    service: str
    dimension_id: str
    description: str
    unit: str
    quantity_per_unit: Decimal
    tiers: tuple[Tier, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Allowance:
    """What AWS gives every account every month for nothing: one pool for all dimensions that match."""

    pattern: str
    quantity: Decimal
    unit: str
    provenance: Provenance

    def covers(self, dimension_id: str) -> bool:
        return fnmatchcase(dimension_id, self.pattern)


@dataclass(frozen=True, slots=True)
class Limit:
    """A service quota. `value` is text because a few are rules (`unlimited`); `number` is None for those."""

    service: str
    limit_id: str
    value: str
    unit: str
    adjustable: bool
    scope: str
    provenance: Provenance

    @property
    def number(self) -> Decimal | None:
        return Decimal(self.value) if self.value.replace(".", "", 1).isdigit() else None


@dataclass(frozen=True, slots=True)
class Sla:
    """A published monthly uptime commitment: a refund threshold. `percent` is None where there is none."""

    service: str
    condition: str
    percent: Decimal | None
    scope: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Version:
    """A runtime, engine version or policy; `lifecycle` such as `current, ends on 2029-06-30`."""

    kind: str
    id: str
    lifecycle: str
    default: bool
    provenance: Provenance

    @property
    def current(self) -> bool:
        return self.lifecycle.startswith("current")


@dataclass(frozen=True, slots=True)
class ExchangeRate:
    """What one unit of a currency is worth in US dollars, and the range it moved in lately."""

    currency: str  # ISO 4217
    name: str  # in the singular: `pound sterling`
    usd: Decimal
    low: Decimal
    high: Decimal
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Availability:
    """The Regions whose CloudFormation knows a resource type."""

    service: str
    cfn_type: str
    regions: frozenset[str]
    provenance: Provenance
