"""Projects, briefs, options and revisions over HTTP."""

import asyncio
from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import Field

from cloudwright.design.catalog.standards_rules import checked
from cloudwright.design.diagram.artwork import icon, stems
from cloudwright.design.diagram.drawing import Drawing, View
from cloudwright.design.diagram.exports.svg import thumbnail
from cloudwright.design.diagram.marks.theme import Theme
from cloudwright.design.diagram.ports import Direction
from cloudwright.design.model.architecture import Standards
from cloudwright.design.model.brief import Brief
from cloudwright.design.model.document import Document, write
from cloudwright.design.model.document import standards as standards_in
from cloudwright.kit.ids import new_id
from cloudwright.kit.money import Money
from cloudwright.projects.computation import services as catalog_services
from cloudwright.projects.errors import IconNotFound
from cloudwright.projects.exports import DiagramFormat, export
from cloudwright.projects.schemas import (
    AnalysedOption,
    Author,
    BriefAndOptions,
    BriefChange,
    CatalogKind,
    Change,
    DesignChange,
    NewProject,
    OptionCard,
    OptionChange,
    OptionFork,
    OptionSpending,
    Project,
    ProjectChange,
    ProjectPage,
    RevisionDetail,
    RevisionDiff,
    RevisionSummary,
    StandardsFile,
    UndoRequest,
    Whereabouts,
)
from cloudwright.projects.service.analysing import Analysing
from cloudwright.projects.service.briefs import Briefs
from cloudwright.projects.service.changing import Changing, Order
from cloudwright.projects.service.drawings import Drawings
from cloudwright.projects.service.options import Options
from cloudwright.projects.service.places import Places
from cloudwright.projects.service.projects import Projects
from cloudwright.projects.service.proposing import Proposing
from cloudwright.projects.service.revisions import Revisions
from cloudwright.rbac.insisting import insist_on
from cloudwright.rbac.permissions import Permission
from cloudwright.tenancy.dependencies import CurrentPrincipal, ReadServices, Services, WriteServices
from cloudwright.tenancy.principal import Principal

router = APIRouter(tags=["projects"])

Times = Annotated[Decimal, Field(gt=0, le=100_000, max_digits=12)]
Limit = Annotated[Decimal, Field(ge=0, le=10**9, max_digits=14)]
_LOADS = (Decimal("0.1"), Decimal(1), Decimal(10))
_IMMUTABLE = {"cache-control": "private, max-age=86400"}


@router.get("/projects")
async def list_projects(
    services: ReadServices,
    q: Annotated[str, Query(max_length=200)] = "",
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
    cursor: Annotated[str | None, Query(max_length=60)] = None,
) -> ProjectPage:
    """List projects, last changed first; `q` searches names and goals."""
    projects = await services.aget(Projects)
    return await projects.page(q, limit=limit, cursor=cursor)


@router.post("/projects", status_code=201)
async def create_project(services: WriteServices, principal: CurrentPrincipal, new: NewProject) -> Project:
    """Create a project; the goal, if given, is shown but not read yet."""
    projects = await services.aget(Projects)
    return await projects.create(principal.user_id, new.name, goal=new.goal)


@router.get("/projects/{project_id}")
async def get_project(services: ReadServices, project_id: str) -> Project:
    """Get one project."""
    projects = await services.aget(Projects)
    return await projects.get(project_id)


@router.patch("/projects/{project_id}")
async def rename_project(services: WriteServices, project_id: str, change: ProjectChange) -> Project:
    """Rename a project."""
    projects = await services.aget(Projects)
    return await projects.rename(project_id, change.name)


@router.get("/projects/{project_id}/place")
async def get_place(
    services: ReadServices, principal: CurrentPrincipal, project_id: str
) -> Whereabouts | None:
    """Get where one was last in a project, on whichever device."""
    return await (await services.aget(Places)).last(principal, project_id)


@router.put("/projects/{project_id}/place")
async def remember_place(
    services: WriteServices, principal: CurrentPrincipal, project_id: str, place: Whereabouts
) -> dict[str, str]:
    """Keep where one is in a project."""
    await (await services.aget(Places)).remember(principal, project_id, place=place)
    return {}


@router.delete("/projects/{project_id}")
async def delete_project(
    services: WriteServices, principal: CurrentPrincipal, project_id: str
) -> dict[str, str]:
    """Delete a project with its options, conversations and bundles."""
    projects = await services.aget(Projects)
    insist_on(principal, Permission.PROJECTS_DELETE, owner_id=await projects.creator(project_id))
    await projects.delete(project_id)
    return {}


@router.get("/projects/{project_id}/brief")
async def get_brief(services: ReadServices, project_id: str) -> Brief:
    """Get the requirements, assumptions and questions."""
    briefs = await services.aget(Briefs)
    return await briefs.get(project_id)


@router.post("/projects/{project_id}/brief/edits")
async def edit_brief(
    services: Services, principal: CurrentPrincipal, project_id: str, change: BriefChange
) -> BriefAndOptions:
    """Change the brief; existing options are evaluated against it again."""
    proposing = await services.aget(Proposing)
    return await proposing.edit(principal, project_id, change=change, author=_author(principal))


@router.get("/projects/{project_id}/standards")
async def get_standards(services: ReadServices, project_id: str) -> Standards:
    """Get what the project's designs are held to."""
    projects = await services.aget(Projects)
    return await projects.standards(project_id)


@router.put("/projects/{project_id}/standards")
async def set_standards(
    services: Services, principal: CurrentPrincipal, project_id: str, standards: Standards
) -> BriefAndOptions:
    """Hold the project's designs to these standards; options that nobody edited follow them."""
    proposing = await services.aget(Proposing)
    author = _author(principal)
    return await proposing.hold_to(principal, project_id, standards=standards, author=author)


@router.post("/standards/read")
async def read_standards(principal: CurrentPrincipal, file: StandardsFile) -> Standards:
    """Read a standards.yaml without keeping it; what is wrong with it is said by field."""
    del principal
    return checked(standards_in(file.text))


@router.get("/catalog")
async def list_kinds(principal: CurrentPrincipal) -> list[CatalogKind]:
    """List the kinds of components that designs can have, by service."""
    del principal
    return catalog_services()


@router.get("/projects/{project_id}/options")
async def list_options(services: ReadServices, project_id: str) -> list[OptionCard]:
    """List the options, simplest first, discarded ones last."""
    options = await services.aget(Options)
    return list(await options.cards(project_id))


@router.get("/projects/{project_id}/analysis")
async def analyse_options(
    services: Services,
    principal: CurrentPrincipal,
    project_id: str,
    times: Annotated[tuple[Times, ...], Query(min_length=1, max_length=5)] = _LOADS,
) -> list[AnalysedOption]:
    """Compare the options that are not discarded, each at `times` today's load."""
    analysing = await services.aget(Analysing)
    return list(await analysing.compare(principal, project_id, times=times))


@router.get("/projects/{project_id}/analysis/budget")
async def compare_with_budget(
    services: Services, principal: CurrentPrincipal, project_id: str, usd: Limit
) -> list[OptionSpending]:
    """Hold the options that are not discarded against a monthly limit in US dollars."""
    analysing = await services.aget(Analysing)
    return list(await analysing.within(principal, project_id, limit=Money(amount=usd)))


@router.patch("/options/{option_id}")
async def change_option(services: WriteServices, option_id: str, change: OptionChange) -> OptionCard:
    """Pin, discard or rename an option."""
    options = await services.aget(Options)
    return await options.update(option_id, change)


@router.post("/options/{option_id}/choose")
async def choose_option(services: WriteServices, option_id: str) -> OptionCard:
    """Make the option the design of its project."""
    projects, options = await services.aget(Projects, Options)
    await projects.choose(option_id)
    return await options.card(option_id)


@router.post("/options/{option_id}/fork", status_code=201)
async def fork_option(
    services: WriteServices, principal: CurrentPrincipal, option_id: str, fork: OptionFork
) -> OptionCard:
    """Add an option that begins as this one stands, or stood; both go on by themselves."""
    options = await services.aget(Options)
    return await options.fork(option_id, revision_id=fork.revision_id, author=_author(principal))


@router.post("/options/{option_id}/edits")
async def edit_design(
    services: Services, principal: CurrentPrincipal, option_id: str, change: DesignChange
) -> Change:
    """Apply typed edits to the option's newest revision, all or none."""
    changing = await services.aget(Changing)
    order = _order(option_id, change.base_revision, principal)
    return await changing.edit(principal, order, edits=change.edits, note=change.note)


@router.post("/options/{option_id}/undo")
async def undo_change(
    services: Services, principal: CurrentPrincipal, option_id: str, request: UndoRequest
) -> Change:
    """Take back the newest change that is not undone yet."""
    changing = await services.aget(Changing)
    return await changing.undo(principal, _order(option_id, request.base_revision, principal))


@router.get("/options/{option_id}/revisions")
async def list_revisions(services: ReadServices, option_id: str) -> list[RevisionSummary]:
    """List the revisions of an option, newest first."""
    revisions = await services.aget(Revisions)
    return list(await revisions.history(option_id))


@router.get("/revisions/{revision_id}")
async def get_revision(services: ReadServices, revision_id: str) -> RevisionDetail:
    """Get one revision with everything computed about it."""
    revisions = await services.aget(Revisions)
    return await revisions.get(revision_id)


@router.get("/revisions/{before_id}/diff/{after_id}")
async def compare_revisions(services: ReadServices, before_id: str, after_id: str) -> RevisionDiff:
    """Compare two revisions by element and by file."""
    revisions = await services.aget(Revisions)
    return await revisions.compare(before_id, after_id)


@router.get("/revisions/{revision_id}/design.yaml", response_class=Response)
async def get_design_file(services: ReadServices, revision_id: str) -> Response:
    """Get the design as a file that `cloudwright compile` reads."""
    revisions, briefs = await services.aget(Revisions, Briefs)
    detail = await revisions.get(revision_id)
    brief = await briefs.get(detail.summary.project_id)
    text = write(Document(architecture=detail.architecture, brief=brief))
    return Response(text, media_type="application/yaml")


@router.get("/revisions/{revision_id}/diagram")
async def get_drawing(
    services: ReadServices,
    revision_id: str,
    view: View = View.FLOW,
    direction: Direction = Direction.RIGHT,
) -> Drawing:
    """Get a drawing with every place and route, as the canvas shows it."""
    revisions, drawings = await services.aget(Revisions, Drawings)
    return await drawings.of(lambda: revisions.get(revision_id), view, direction=direction)


@router.get("/revisions/{revision_id}/diagram.{file_format}", response_class=Response)
async def get_diagram_file(
    services: ReadServices,
    revision_id: str,
    file_format: DiagramFormat,
    view: View = View.FLOW,
    theme: Theme = Theme.LIGHT,
) -> Response:
    """Get the drawing as SVG, PNG, draw.io or Mermaid."""
    revisions, drawings = await services.aget(Revisions, Drawings)
    shown = await drawings.of(lambda: revisions.get(revision_id), view, direction=Direction.RIGHT)
    content, media_type = await asyncio.to_thread(export, shown, file_format, theme=theme)
    name = f"{shown.view}.{file_format}"
    return Response(
        content,
        media_type=media_type,
        headers={"content-disposition": f'inline; filename="{name}"', **_IMMUTABLE},
    )


@router.get("/revisions/{revision_id}/thumbnail.svg", response_class=Response)
async def get_thumbnail(services: ReadServices, revision_id: str, theme: Theme = Theme.LIGHT) -> Response:
    """Get the small picture of an option card."""
    revisions, drawings = await services.aget(Revisions, Drawings)
    shown = await drawings.of(lambda: revisions.get(revision_id), View.FLOW, direction=Direction.RIGHT)
    picture = await asyncio.to_thread(thumbnail, shown, theme)
    return Response(picture, media_type="image/svg+xml", headers=_IMMUTABLE)


@router.get("/icons/{stem}.svg", response_class=Response)
async def get_icon(stem: str) -> Response:
    """Get one icon of the AWS architecture icon set, which AWS publishes; shared designs show them too."""
    if stem not in stems():
        raise IconNotFound("There is no such icon.", details={"icon": stem})
    return Response(icon(stem), media_type="image/svg+xml", headers=_IMMUTABLE)


def _author(principal: Principal) -> Author:
    return Author(kind="user", id=principal.user_id)


def _order(option_id: str, base_number: int, principal: Principal) -> Order:
    return Order(option_id, base_number, author=_author(principal), tool_call_id=new_id("rest"))
