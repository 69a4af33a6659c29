"""Comments over HTTP."""

from fastapi import APIRouter

from cloudwright.projects.comments.schemas import (
    CommentChange,
    CommentThread,
    CommentThreads,
    NewComment,
    NewThread,
    ThreadChange,
)
from cloudwright.projects.comments.service.threads import Threads
from cloudwright.projects.comments.service.writing import Writing
from cloudwright.rbac.insisting import insist_on
from cloudwright.rbac.permissions import Permission
from cloudwright.tenancy.dependencies import CurrentPrincipal, ReadServices, WriteServices

router = APIRouter(tags=["comments"])


@router.get("/options/{option_id}/comments")
async def list_comments(
    services: ReadServices, principal: CurrentPrincipal, option_id: str
) -> CommentThreads:
    """List the discussions about an option and its elements, open ones first, and who can be mentioned."""
    return await (await services.aget(Threads)).of_option(option_id, principal)


@router.post("/comment-threads", status_code=201)
async def begin_comment_thread(
    services: WriteServices, principal: CurrentPrincipal, new: NewThread
) -> CommentThread:
    """Comment on a component, a connection or the whole design."""
    writing, threads = await services.aget(Writing, Threads)
    return await threads.get(await writing.begin(principal, new), principal)


@router.post("/comment-threads/{thread_id}/comments", status_code=201)
async def reply_to_comment(
    services: WriteServices, principal: CurrentPrincipal, thread_id: str, new: NewComment
) -> CommentThread:
    """Answer in a discussion; a resolved one is open again."""
    writing, threads = await services.aget(Writing, Threads)
    await writing.reply(principal, thread_id, new)
    return await threads.get(thread_id, principal)


@router.patch("/comment-threads/{thread_id}")
async def settle_comment_thread(
    services: WriteServices, principal: CurrentPrincipal, thread_id: str, change: ThreadChange
) -> CommentThread:
    """Resolve a discussion, or open it again."""
    writing, threads = await services.aget(Writing, Threads)
    if change.resolved:
        await writing.settle(principal, thread_id)
    else:
        await writing.reopen(thread_id)
    return await threads.get(thread_id, principal)


@router.post("/comment-threads/{thread_id}/read")
async def mark_comments_read(
    services: WriteServices, principal: CurrentPrincipal, thread_id: str
) -> dict[str, str]:
    """Note that one has read a discussion up to now."""
    await (await services.aget(Threads)).mark_read(thread_id, principal)
    return {}


@router.patch("/comments/{comment_id}")
async def reword_comment(
    services: WriteServices, principal: CurrentPrincipal, comment_id: str, change: CommentChange
) -> CommentThread:
    """Change one's own words."""
    writing, threads = await services.aget(Writing, Threads)
    return await threads.get(await writing.reword(principal, comment_id, change), principal)


@router.delete("/comments/{comment_id}")
async def remove_comment(
    services: WriteServices, principal: CurrentPrincipal, comment_id: str
) -> dict[str, str]:
    """Take a comment away; the place of one that others answered stays."""
    writing = await services.aget(Writing)
    insist_on(principal, Permission.COMMENTS_WRITE, owner_id=await writing.author(comment_id))
    await writing.remove(principal, comment_id)
    return {}
