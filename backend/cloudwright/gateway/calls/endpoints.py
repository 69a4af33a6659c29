"""Single calls of models: what was asked, who answered, what each stage decided, what it cost."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from cloudwright.gateway.calls.schemas import CallPage, CallRow
from cloudwright.gateway.calls.service import Calls
from cloudwright.gateway.schemas import CallStatus, Search
from cloudwright.tenancy.dependencies import ReadServices

router = APIRouter(prefix="/organization/gateway/calls", tags=["gateway"])

_CallId = Annotated[str, Path(max_length=40)]
_Cursor = Annotated[str | None, Query(max_length=40, description="The `next_cursor` of the page before.")]
_Of = Annotated[str | None, Query(max_length=40, description="Calls of one application alone.")]


@router.get("")
async def list_model_calls(
    services: ReadServices,
    application_id: _Of = None,
    status: CallStatus | None = None,
    cursor: _Cursor = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> CallPage:
    """List calls of models, the newest first; they are here about a second after their end."""
    calls = await services.aget(Calls)
    return await calls.after(cursor, Search(application_id=application_id, status=status), limit=limit)


@router.get("/{call_id}")
async def get_model_call(services: ReadServices, call_id: _CallId) -> CallRow:
    """Tell everything about one call but what was said."""
    return await (await services.aget(Calls)).one(call_id)
