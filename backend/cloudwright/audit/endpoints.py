"""The audit trail of the caller's organisation."""

from datetime import UTC, date, datetime, time
from typing import Annotated

from fastapi import APIRouter, Query, Response

from cloudwright.audit.csv_text import audit_csv
from cloudwright.audit.schemas import AuditPage, Filters, Result
from cloudwright.audit.service import AuditReading
from cloudwright.tenancy.dependencies import CurrentPrincipal, Services

router = APIRouter(tags=["audit"])

_MOST_LINES = 10_000
_Text = Annotated[str, Query(max_length=200, description="Part of a name, an address, or an id.")]
_Action = Annotated[str, Query(max_length=80)]
_Since = Annotated[date | None, Query(alias="from", description="The first day, in UTC.")]
_Cursor = Annotated[str | None, Query(pattern=r"^aud_[0-9a-z]{22}$")]


@router.get("/organization/audit")
async def list_audit_entries(
    services: Services,
    principal: CurrentPrincipal,
    q: _Text = "",
    action: _Action = "",
    result: Result | None = None,
    since: _Since = None,
    cursor: _Cursor = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> AuditPage:
    """List who did what, and what was refused, the newest first."""
    filters = _filters(q, action, result=result, since=since)
    return await (await services.aget(AuditReading)).page(principal, filters, cursor=cursor, limit=limit)


@router.get(
    "/organization/audit.csv",
    response_class=Response,
    response_model=None,
    responses={200: {"content": {"text/csv": {}}, "description": "At most 10,000 lines."}},
)
async def export_audit_entries(
    services: Services,
    principal: CurrentPrincipal,
    q: _Text = "",
    action: _Action = "",
    result: Result | None = None,
    since: _Since = None,
) -> Response:
    """Download the newest 10,000 entries that fit as CSV."""
    filters = _filters(q, action, result=result, since=since)
    reading = await services.aget(AuditReading)
    page = await reading.page(principal, filters, cursor=None, limit=_MOST_LINES)
    headers = {"content-disposition": 'attachment; filename="audit.csv"'}
    return Response(audit_csv(page.items), media_type="text/csv; charset=utf-8", headers=headers)


def _filters(q: str, action: str, *, result: Result | None, since: date | None) -> Filters:
    moment = datetime.combine(since, time.min, tzinfo=UTC) if since else None
    return Filters(text=q.strip(), action=action, result=result, since=moment)
