"""Makes links: what they will show is worked out first, with no transaction open, and kept with them."""

from datetime import timedelta
from functools import partial
from importlib.metadata import version

from cloudwright.design.bundle.one_page.contents import sheet
from cloudwright.design.bundle.subject import Subject
from cloudwright.design.catalog.registry import kinds
from cloudwright.design.diagram.drawing import Drawing, View
from cloudwright.design.diagram.ports import Direction
from cloudwright.design.lowering.lower import lower
from cloudwright.design.model.architecture import Environment
from cloudwright.design.model.brief import Brief
from cloudwright.design.model.budget import stated_budget
from cloudwright.kit.ids import new_id
from cloudwright.kit.tokens import new_token, token_hash
from cloudwright.projects.ports import Computing, Knowledge
from cloudwright.projects.schemas import RevisionDetail
from cloudwright.projects.service.briefs import Briefs
from cloudwright.projects.service.drawings import Drawings
from cloudwright.projects.service.projects import Projects
from cloudwright.projects.service.revisions import Revisions
from cloudwright.projects.sharing.errors import EndlessRefused
from cloudwright.projects.sharing.presentation import ordered, shared_annotations, shared_brief
from cloudwright.projects.sharing.repository import Draft
from cloudwright.projects.sharing.schemas import (
    MadeShareLink,
    NewShareLink,
    SharedBrief,
    ShareLinks,
    SharePart,
    Snapshot,
)
from cloudwright.projects.sharing.service.links import Links
from cloudwright.rbac.permissions import Permission
from cloudwright.rbac.roles import permitted
from cloudwright.tenancy.principal import Principal
from cloudwright.tenancy.work import UnitsOfWork


class Making:
    """One per process. `page` is the address of the page that opens links."""

    def __init__(
        self,
        units: UnitsOfWork,
        knowledge: Knowledge,
        *,
        computing: Computing,
        drawings: Drawings,
        page: str,
    ) -> None:
        self._units = units
        self._knowledge = knowledge
        self._computing = computing
        self._drawings = drawings
        self._page = page

    async def of_project(self, principal: Principal, project_id: str) -> ShareLinks:
        """Return the links of a project; raises ProjectNotFound."""
        async with self._units.read(principal) as services:
            projects, links = await services.aget(Projects, Links)
            await projects.creator(project_id)
            items = await links.of_project(project_id, principal)
        return ShareLinks(items=items, may_be_endless=_may_be_endless(principal))

    async def make(self, principal: Principal, new: NewShareLink) -> MadeShareLink:
        """Make a link to a revision as it stands; raises RevisionNotFound, EndlessRefused."""
        if new.expires_in_days is None and not _may_be_endless(principal):
            raise EndlessRefused("Only an admin can make a link without an end. Choose when it ends.")
        async with self._units.read(principal) as services:
            revisions, briefs = await services.aget(Revisions, Briefs)
            detail = await revisions.get(new.revision_id)
            brief = await briefs.get(detail.summary.project_id)
        told = await self._brief(detail, brief) if SharePart.BRIEF in new.parts else None
        now, token = self._knowledge.clock(), new_token()
        days = new.expires_in_days
        draft = Draft(
            id=new_id("shr"),
            project_id=detail.summary.project_id,
            revision_id=detail.summary.id,
            token_hash=token_hash(token),
            parts=ordered(new.parts),
            snapshot=Snapshot(title=detail.architecture.title, evaluation=detail.evaluation, brief=told),
            created_by=principal.user_id,
            created_at=now,
            expires_at=None if days is None else now + timedelta(days=days),
        )
        async with self._units.write(principal) as services:
            link = await (await services.aget(Links)).keep(draft, principal)
        return MadeShareLink(link=link, url=f"{self._page}#{token}")

    async def _brief(self, detail: RevisionDetail, brief: Brief) -> SharedBrief:
        annotated = shared_annotations(
            detail.evaluation, parts=(SharePart.BRIEF,), shared_on=self._knowledge.as_of
        )
        drawing = await self._drawings.saying(
            annotated,
            detail.architecture,
            revision_id=detail.summary.id,
            view=View.FLOW,
            direction=Direction.RIGHT,
        )
        return await self._computing.run(partial(self._told, detail, brief, drawing))

    def _told(self, detail: RevisionDetail, brief: Brief, drawing: Drawing) -> SharedBrief:
        """CPU-heavy: the budget's alert is known from the code of the design alone."""
        facts, architecture = self._knowledge.facts, detail.architecture
        budget = stated_budget(brief, architecture, facts=facts)
        subject = Subject(
            architecture=architecture,
            brief=brief,
            evaluations={Environment.PROD: detail.evaluation},
            blueprints={Environment.PROD: lower(architecture, Environment.PROD, facts, budget=budget)},
            drawings={View.FLOW: drawing},
            kinds=kinds(),
            revision=f"revision {detail.summary.number}",
            as_of=self._knowledge.as_of,
            compiler_version=version("cloudwright"),
        )
        return shared_brief(sheet(subject))


def _may_be_endless(principal: Principal) -> bool:
    return Permission.ORGANIZATION_MANAGE in permitted(principal.role)
