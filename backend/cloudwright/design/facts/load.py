"""Reads the packaged tables, once."""

import csv
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from importlib import resources
from io import StringIO
from operator import itemgetter

from cloudwright.design.facts.facts import Facts
from cloudwright.design.facts.rows import (
    Allowance,
    Availability,
    ExchangeRate,
    Limit,
    Price,
    Provenance,
    Sla,
    Standing,
    Tier,
    Version,
)

_Row = Mapping[str, str]
_STANDINGS = {
    "price-list-derived": Standing.PRICE_LIST,
    "public-page": Standing.SOURCED,
    "sourced": Standing.SOURCED,
    "recalled-unverified": Standing.UNVERIFIED,
}
_NOT_REGIONS = frozenset({"service", "cfn_type", "source", "as_of", "status", "notes"})


@cache
def load_facts() -> Facts:
    """Return all dated facts; the tables are parsed at the first call and shared from then on."""
    return Facts(
        prices=_prices(),
        allowances=tuple(_allowance(r) for r in _rows("aws-free-allowances") if r["always_free"] == "yes"),
        limits={(r["service"], r["limit_id"]): _limit(r) for r in _rows("aws-limits")},
        slas={(r["service"], r["condition"]): _sla(r) for r in _rows("aws-slas")},
        versions={(r["kind"], r["id"]): _version(r) for r in _rows("aws-versions")},
        regions={r["cfn_type"]: _availability(r) for r in _rows("aws-service-regions")},
        rates={r["currency"]: _rate(r) for r in _rows("exchange-rates")},
    )


def _rows(table: str) -> Iterator[_Row]:
    file = resources.files("cloudwright.design") / "data" / f"{table}.csv"
    yield from csv.DictReader(StringIO(file.read_text(encoding="utf-8")))


def _prices() -> Mapping[tuple[str, str], Price]:
    grouped: dict[tuple[str, str], list[_Row]] = {}
    for row in _rows("aws-prices"):
        grouped.setdefault((row["region"], row["dimension_id"]), []).append(row)
    return {key: _price(rows) for key, rows in grouped.items()}


def _price(rows: list[_Row]) -> Price:
    first = rows[0]
    return Price(
        region=first["region"],
        service=first["service"],
        dimension_id=first["dimension_id"],
        description=first["description"],
        unit=first["unit"],
        quantity_per_unit=Decimal(first["quantity_per_unit"]),
        tiers=tuple(sorted((_tier(r) for r in rows), key=lambda tier: tier.start)),
        provenance=_weakest(rows),
    )


def _tier(row: _Row) -> Tier:
    end = row["tier_to"]
    return Tier(start=Decimal(row["tier_from"]), end=Decimal(end) if end else None, usd=Decimal(row["usd"]))


def _weakest(rows: list[_Row]) -> Provenance:
    """The whole dimension is as trustworthy and as fresh as its worst tier."""
    order = list(Standing)
    known = [_provenance(r) for r in rows]
    worst = max(known, key=lambda p: order.index(p.standing))
    dated = min((p.as_of for p in known if p.as_of), default="")
    return Provenance(source=worst.source, as_of=dated, standing=worst.standing, notes=worst.notes)


def _provenance(row: _Row) -> Provenance:
    source, as_of, status, notes = itemgetter("source", "as_of", "status", "notes")(row)
    return Provenance(source=source, as_of=as_of, standing=_STANDINGS[status], notes=notes)


def _allowance(row: _Row) -> Allowance:
    return Allowance(
        pattern=row["dimension_id"],
        quantity=Decimal(row["quantity"]),
        unit=row["unit"],
        provenance=_provenance(row),
    )


def _limit(row: _Row) -> Limit:
    return Limit(
        service=row["service"],
        limit_id=row["limit_id"],
        value=row["value"],
        unit=row["unit"],
        adjustable=row["adjustable"] == "yes",
        scope=row["scope"],
        provenance=_provenance(row),
    )


def _sla(row: _Row) -> Sla:
    percent = row["monthly_uptime_percent"]
    return Sla(
        service=row["service"],
        condition=row["condition"],
        percent=Decimal(percent) if percent else None,
        scope=row["scope"],
        provenance=_provenance(row),
    )


def _version(row: _Row) -> Version:
    return Version(
        kind=row["kind"],
        id=row["id"],
        lifecycle=row["status_in_aws"],
        default=row["default_choice"] == "yes",
        provenance=_provenance(row),
    )


def _availability(row: _Row) -> Availability:
    return Availability(
        service=row["service"],
        cfn_type=row["cfn_type"],
        regions=frozenset(c for c, value in row.items() if c not in _NOT_REGIONS and value == "yes"),
        provenance=_provenance(row),
    )


def _rate(row: _Row) -> ExchangeRate:
    return ExchangeRate(
        currency=row["currency"],
        name=row["name"],
        usd=Decimal(row["usd"]),
        low=Decimal(row["low"]),
        high=Decimal(row["high"]),
        provenance=_provenance(row),
    )
