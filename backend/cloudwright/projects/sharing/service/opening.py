"""Opens links for whoever has one. The only place that finds an organisation by a link's token."""

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.design.diagram.drawing import Drawing, View
from cloudwright.design.diagram.ports import Direction
from cloudwright.kit.tokens import token_hash
from cloudwright.organizations.service.rules import OrganizationRules
from cloudwright.projects.service.drawings import Drawings
from cloudwright.projects.sharing.errors import LinkOpensNothing
from cloudwright.projects.sharing.presentation import shared_annotations, shared_parts
from cloudwright.projects.sharing.repository import Content, ShareLinksTable
from cloudwright.projects.sharing.schemas import SharedDesign, SharePart
from cloudwright.projects.sharing.service.links import Links
from cloudwright.tenancy.scope import EveryTenant, OneTenant
from cloudwright.tenancy.work import UnitsOfWork

_OPENED = EveryTenant("a shared link's token says which organisation it is of")


class Opening:
    """One per process. Whatever is wrong with a link, the answer is the same."""

    def __init__(self, units: UnitsOfWork, drawings: Drawings) -> None:
        self._units = units
        self._drawings = drawings

    async def open(self, token: str) -> SharedDesign:
        """Return what a link shows and count the opening; raises LinkOpensNothing."""
        home, content = await self._behind(token)
        async with self._units.write(home) as services:
            await (await services.aget(Links)).count_opening(content.link.id)
        link, snapshot = content.link, content.snapshot
        return SharedDesign(
            title=snapshot.title,
            shared_on=link.created_at.date(),
            expires_on=link.expires_at.date() if link.expires_at else None,
            region=content.architecture.region,
            parts=link.parts,
            design=shared_parts(content.architecture, snapshot.evaluation)
            if SharePart.DESIGN in link.parts
            else None,
            brief=snapshot.brief if SharePart.BRIEF in link.parts else None,
        )

    async def drawing(self, token: str, view: View, *, direction: Direction) -> Drawing:
        """Return a drawing of what a link shows; raises LinkOpensNothing, also when it shows no drawing."""
        _, content = await self._behind(token)
        link = content.link
        if SharePart.DIAGRAM not in link.parts:
            raise _nothing()
        annotated = shared_annotations(
            content.snapshot.evaluation, parts=link.parts, shared_on=link.created_at.date()
        )
        return await self._drawings.saying(
            annotated,
            content.architecture,
            revision_id=link.revision_id,
            view=view,
            direction=direction,
        )

    async def _behind(self, token: str) -> tuple[OneTenant, Content]:
        hashed = token_hash(token)
        async with self._units.read(_OPENED) as services:
            found = await ShareLinksTable(services.get(AsyncSession)).home(hashed)
        if found is None:
            raise _nothing()
        home = OneTenant(found)
        async with self._units.read(home) as services:
            links, rules = await services.aget(Links, OrganizationRules)
            content = await links.behind(hashed)
            held_to = await rules.read(found)
        if content is None or not held_to.sharing or held_to.suspended:
            raise _nothing()
        return home, content


def _nothing() -> LinkOpensNothing:
    return LinkOpensNothing("This link does not open anything. Ask whoever sent it for a new one.")
