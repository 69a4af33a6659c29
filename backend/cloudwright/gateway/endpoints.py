"""What was used, on screen and as a file."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated

import svcs
from fastapi import APIRouter, Query, Response

from cloudwright.gateway.applications.service.applications import Applications
from cloudwright.gateway.errors import PeriodRefused
from cloudwright.gateway.reported import report
from cloudwright.gateway.schemas import UsageReport
from cloudwright.gateway.service import Ledger
from cloudwright.gateway.usage import Dimension, csv_text
from cloudwright.quotas.service.telling import Directory
from cloudwright.tenancy.dependencies import ReadServices

router = APIRouter(tags=["usage"])

_LONGEST = timedelta(days=366)

Since = Annotated[date, Query(alias="from", description="The first day, in UTC.")]
Until = Annotated[date, Query(alias="to", description="The last day, in UTC; it is included.")]
By = Annotated[Dimension, Query(description="Along what usage is told apart.")]


@router.get("/organization/usage")
async def get_usage(
    services: ReadServices, since: Since, until: Until, by: By = Dimension.DAY
) -> UsageReport:
    """Tell what was used: runs, tokens and what models cost."""
    _check(since, until)
    lines = await (await services.aget(Ledger)).usage(since, until, by=[by])
    names = await _names(services, by)
    return report(since, until, lines, by=by, names=names)


@router.get("/organization/usage.csv", response_class=Response, response_model=None)
async def get_usage_file(
    services: ReadServices, since: Since, until: Until, by: By = Dimension.DAY
) -> Response:
    """Download the same, with every digit, as a table for spreadsheets."""
    _check(since, until)
    lines = await (await services.aget(Ledger)).usage(since, until, by=[by])
    names = await _names(services, by)
    name = f"usage-by-{by}-{since}-to-{until}.csv"
    return Response(
        csv_text(lines, [by], names=names),
        media_type="text/csv; charset=utf-8",
        headers={"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"},
    )


async def _names(services: svcs.Container, by: Dimension) -> Mapping[str, str]:
    """Return what people call those whom ids stand for."""
    match by:
        case Dimension.MEMBER:
            return await (await services.aget(Directory)).names()
        case Dimension.APPLICATION:
            listed = await (await services.aget(Applications)).list()
            return {each.id: each.name for each in listed.items}
        case _:
            return {}


def _check(since: date, until: date) -> None:
    if until < since or until - since > _LONGEST:
        raise PeriodRefused(
            "The last day has to follow the first, by a year at most.",
            details={"from": since.isoformat(), "to": until.isoformat()},
        )
