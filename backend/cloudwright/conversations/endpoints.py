"""Conversations and runs over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query

from cloudwright.agents.turn import Mode
from cloudwright.conversations.schemas import (
    Accepted,
    Conversation,
    ConversationChange,
    ConversationPage,
    Fork,
    NewConversation,
    RunRequest,
    RunState,
    ThreadSnapshot,
)
from cloudwright.conversations.service.conversations import Conversations
from cloudwright.conversations.service.foresight import Foresight
from cloudwright.conversations.service.forking import Forking
from cloudwright.conversations.service.runs import Runs
from cloudwright.conversations.service.turns import Turns
from cloudwright.quotas.schemas import QuotaWarning
from cloudwright.rbac.insisting import insist_on
from cloudwright.rbac.permissions import Permission
from cloudwright.tenancy.dependencies import CurrentPrincipal, ReadServices, WriteServices

router = APIRouter(tags=["conversations"])


@router.get("/conversations")
async def list_conversations(
    services: ReadServices,
    project_id: Annotated[str | None, Query(max_length=40)] = None,
    q: Annotated[str, Query(max_length=200)] = "",
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
    cursor: Annotated[str | None, Query(max_length=120)] = None,
) -> ConversationPage:
    """List conversations, last changed first; `q` searches titles and what was said."""
    conversations = await services.aget(Conversations)
    return await conversations.page(q, project_id=project_id, limit=limit, after=cursor)


@router.post("/projects/{project_id}/conversations", status_code=201)
async def create_conversation(
    services: WriteServices, principal: CurrentPrincipal, project_id: str, new: NewConversation
) -> Conversation:
    """Start a conversation in a project."""
    conversations = await services.aget(Conversations)
    return await conversations.start(project_id, principal.user_id, title=new.title, mode=new.mode)


@router.get("/conversations/{conversation_id}")
async def get_conversation(services: ReadServices, conversation_id: str) -> ThreadSnapshot:
    """Get everything said so far; follow the rest over the WebSocket after its `seq`."""
    conversations = await services.aget(Conversations)
    return await conversations.snapshot(conversation_id)


@router.post("/conversations/{conversation_id}/fork", status_code=201)
async def fork_conversation(
    services: WriteServices, principal: CurrentPrincipal, conversation_id: str, fork: Fork
) -> Conversation:
    """Start a conversation that begins as this one did, up to a message; both go on by themselves."""
    forking = await services.aget(Forking)
    return await forking.fork(conversation_id, principal.user_id, fork=fork)


@router.patch("/conversations/{conversation_id}")
async def rename_conversation(
    services: WriteServices, principal: CurrentPrincipal, conversation_id: str, change: ConversationChange
) -> Conversation:
    """Rename a conversation."""
    conversations = await services.aget(Conversations)
    owner = await conversations.creator(conversation_id)
    insist_on(principal, Permission.CONVERSATIONS_CHANGE, owner_id=owner)
    return await conversations.rename(conversation_id, change.title)


@router.delete("/conversations/{conversation_id}")
async def delete_conversation(
    services: WriteServices, principal: CurrentPrincipal, conversation_id: str
) -> dict[str, str]:
    """Delete a conversation with everything said in it; the project stays."""
    conversations = await services.aget(Conversations)
    owner = await conversations.creator(conversation_id)
    insist_on(principal, Permission.CONVERSATIONS_DELETE, owner_id=owner)
    await conversations.delete(conversation_id)
    return {}


@router.post("/conversations/{conversation_id}/runs", status_code=202)
async def start_run(
    services: WriteServices, principal: CurrentPrincipal, conversation_id: str, request: RunRequest
) -> Accepted:
    """Start a run with the body of a `run` frame; the same run id again starts nothing."""
    turns = await services.aget(Turns)
    return await turns.start(principal, conversation_id, request=request)


@router.get("/quota-warning")
async def quota_warning(
    services: ReadServices,
    principal: CurrentPrincipal,
    conversation_id: Annotated[str | None, Query(max_length=40)] = None,
    mode: Mode = Mode.BRAINSTORM,
) -> QuotaWarning | None:
    """Tell what stands in the way of this person's next message, or nearly does; null when nothing does.

    A conversation that goes on takes no further session.
    """
    foresight = await services.aget(Foresight)
    return await foresight.warning(principal, conversation_id=conversation_id, mode=mode)


@router.get("/runs/{run_id}")
async def get_run(services: ReadServices, run_id: str) -> RunState:
    """Get where a run stands."""
    runs = await services.aget(Runs)
    return await runs.get(run_id)


@router.post("/runs/{run_id}/cancel")
async def cancel_run(services: WriteServices, principal: CurrentPrincipal, run_id: str) -> RunState:
    """Stop a run; what was said is kept. A run that has ended stays as it is."""
    runs = await services.aget(Runs)
    insist_on(principal, Permission.RUNS_CANCEL, owner_id=await runs.starter(run_id))
    return await runs.request_stop(run_id)
