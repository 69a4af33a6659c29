"""Shared links over HTTP: making them, and opening them without a sign-in.

The token travels in a header. The page has it in the fragment of its address, which browsers send nobody:
it is in no log, in no Referer, and in no preview that a chat program makes of a link.
"""

import asyncio
import math
import time
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Request, Response

from cloudwright.design.diagram.drawing import Drawing, View
from cloudwright.design.diagram.marks.theme import Theme
from cloudwright.design.diagram.ports import Direction
from cloudwright.projects.exports import DiagramFormat, export
from cloudwright.projects.sharing.errors import TooManyOpenings
from cloudwright.projects.sharing.pace import Paced
from cloudwright.projects.sharing.schemas import (
    MadeShareLink,
    NewShareLink,
    SharedDesign,
    ShareLink,
    ShareLinks,
)
from cloudwright.projects.sharing.service.links import Links
from cloudwright.projects.sharing.service.making import Making
from cloudwright.projects.sharing.service.opening import Opening
from cloudwright.rbac.insisting import insist_on
from cloudwright.rbac.permissions import Permission
from cloudwright.tenancy.dependencies import ADDRESS, CurrentPrincipal, Services, WriteServices

router = APIRouter(tags=["sharing"])

_PRIVATE = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-robots-tag": "noindex, nofollow",
}

ShareToken = Annotated[
    str, Header(alias="x-share-token", max_length=200, description="What follows # in the link.")
]


async def _unhurried(request: Request, services: Services) -> None:
    """Refuse an address that asks too often."""
    paced = await services.aget(Paced)
    wait = paced.wait_seconds(getattr(request.state, ADDRESS, ""), now=time.monotonic())
    if wait > 0:
        raise TooManyOpenings(
            "Too many requests from your network. Wait a moment and reload the page.",
            details={"retry_after_seconds": math.ceil(wait)},
        )


async def _kept_private(response: Response) -> None:
    """Let no cache keep the answer and no search engine list it."""
    response.headers.update(_PRIVATE)


_OPENLY = [Depends(_unhurried), Depends(_kept_private)]


@router.get("/projects/{project_id}/share-links")
async def list_share_links(services: Services, principal: CurrentPrincipal, project_id: str) -> ShareLinks:
    """List the links that were made for a project, newest first."""
    return await (await services.aget(Making)).of_project(principal, project_id)


@router.post("/share-links", status_code=201)
async def make_share_link(
    services: Services, principal: CurrentPrincipal, new: NewShareLink
) -> MadeShareLink:
    """Make a link that shows a revision as it stands now to whoever has it; its address is told once."""
    return await (await services.aget(Making)).make(principal, new)


@router.delete("/share-links/{link_id}")
async def revoke_share_link(services: WriteServices, principal: CurrentPrincipal, link_id: str) -> ShareLink:
    """Let a link open nothing from now on."""
    links = await services.aget(Links)
    insist_on(principal, Permission.SHARING_MANAGE, owner_id=await links.maker(link_id))
    return await links.revoke(link_id, principal)


@router.get("/shared", dependencies=_OPENLY)
async def open_shared(services: Services, token: ShareToken = "") -> SharedDesign:
    """Open a link. One that is unknown, expired, revoked or switched off answers like any other such."""
    return await (await services.aget(Opening)).open(token)


@router.get("/shared/diagram", dependencies=_OPENLY)
async def get_shared_drawing(
    services: Services,
    token: ShareToken = "",
    view: View = View.FLOW,
    direction: Direction = Direction.RIGHT,
) -> Drawing:
    """Get a drawing that a link shows, with every place and route."""
    return await (await services.aget(Opening)).drawing(token, view, direction=direction)


@router.get("/shared/diagram.svg", response_class=Response, dependencies=_OPENLY)
async def get_shared_picture(
    services: Services, token: ShareToken = "", view: View = View.FLOW, theme: Theme = Theme.LIGHT
) -> Response:
    """Get a drawing that a link shows as SVG."""
    opening = await services.aget(Opening)
    shown = await opening.drawing(token, view, direction=Direction.RIGHT)
    content, media_type = await asyncio.to_thread(export, shown, DiagramFormat.SVG, theme=theme)
    return Response(content, media_type=media_type, headers=_PRIVATE)
