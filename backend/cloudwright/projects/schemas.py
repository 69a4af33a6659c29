"""What crosses the border of `projects`; the JSON forms are the REST contract."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from cloudwright.design.catalog.standards_rules import Departure
from cloudwright.design.evaluation.analysis import Analysis
from cloudwright.design.evaluation.evaluation import Evaluation
from cloudwright.design.evaluation.ripple import Ripple
from cloudwright.design.evaluation.spending import Spending
from cloudwright.design.model.architecture import Architecture
from cloudwright.design.model.brief import Brief, Question, Requirement
from cloudwright.design.model.brief_edits import BriefEdit
from cloudwright.design.model.diff import Diff, ElementRef
from cloudwright.design.model.edits import Edit
from cloudwright.design.model.frozen import Frozen, Sentence
from cloudwright.kit.money import Money

Name = Annotated[str, StringConstraints(min_length=1, max_length=120, strip_whitespace=True)]
Goal = Annotated[str, StringConstraints(max_length=20_000, strip_whitespace=True)]


class Author(Frozen):
    kind: Literal["user", "agent"]
    id: str


class Project(Frozen):
    """A project as lists show it. `running_run_id` is the run that works on it right now."""

    id: str
    name: str
    goal: str
    region: str
    created_at: datetime
    updated_at: datetime
    example: bool
    monthly_cost: Money | None
    open_findings: int | None
    chosen_option_id: str | None
    brief_revision: int
    running_run_id: str | None


class Whereabouts(Frozen):
    """Where somebody is in a project: what the address of the workspace says."""

    tab: Annotated[str, StringConstraints(max_length=20, pattern="^[a-z]*$")] | None = None
    conversation: Annotated[str, StringConstraints(max_length=40)] | None = None
    option: Annotated[str, StringConstraints(max_length=40)] | None = None
    view: Annotated[str, StringConstraints(max_length=20, pattern="^[a-z]*$")] | None = None


class ProjectPage(Frozen):
    items: tuple[Project, ...]
    next_cursor: str | None


class NewProject(Frozen):
    name: Name | None = None
    goal: Goal = ""


class ProjectChange(Frozen):
    name: Name


class BriefChange(Frozen):
    base_revision: Annotated[int, Field(ge=0)]
    edits: Annotated[tuple[BriefEdit, ...], Field(min_length=1, max_length=100)]


class Understood(Frozen):
    """What one message added to the brief, and which of its words were not used."""

    brief: Brief
    new: tuple[Requirement, ...]
    unused: tuple[str, ...]
    questions: tuple[Question, ...]
    contradictions: tuple[str, ...]
    changed: bool


class FindingCounts(Frozen):
    critical: int = 0
    high: int = 0
    medium: int = 0
    low: int = 0


class RequirementCounts(Frozen):
    met: int = 0
    partly: int = 0
    unmet: int = 0


class Floor(Frozen):
    percent: str | None
    terms: int


class Pitch(Frozen):
    """What an option card says in words."""

    idea: Sentence
    pros: tuple[Sentence, ...] = ()
    cons: tuple[Sentence, ...] = ()
    because: Sentence = ""
    pattern: str = ""


class OptionCard(Frozen):
    """An option as the board shows it. `departures` say where it departs from the project's standards."""

    id: str
    project_id: str
    name: str
    idea: str
    pros: tuple[str, ...]
    cons: tuple[str, ...]
    because: str
    pattern: str
    revision_id: str
    revision_number: int
    position: int
    monthly_cost: Money
    monthly_low: Money
    monthly_high: Money
    unpriced: int
    sla_floor: Floor
    findings: FindingCounts
    requirements: RequirementCounts
    components: int
    thumbnail_url: str
    pinned: bool
    discarded: bool
    stale: bool
    chosen: bool
    departures: tuple[Departure, ...] = ()


class OptionChange(Frozen):
    pinned: bool | None = None
    discarded: bool | None = None
    name: Name | None = None


class OptionFork(Frozen):
    """Which revision the new option begins with; the newest when none is named."""

    revision_id: Annotated[str, StringConstraints(max_length=60)] | None = None


class DesignChange(Frozen):
    base_revision: Annotated[int, Field(ge=1)]
    edits: Annotated[tuple[Edit, ...], Field(min_length=1, max_length=500)]
    note: Sentence = ""


class UndoRequest(Frozen):
    base_revision: Annotated[int, Field(ge=1)]


class RevisionSummary(Frozen):
    id: str
    option_id: str
    project_id: str
    number: int
    parent_id: str | None
    undone_id: str | None  # the revision that this one took back
    content_hash: str
    summary: str
    author: Author
    created_at: datetime
    monthly_cost: Money
    ripple: Ripple | None


class KindLabel(Frozen):
    title: str
    service: str
    icon: str
    category: str


class CatalogKind(KindLabel):
    """A kind of component by its id, as standards name it."""

    id: str


class StandardsFile(Frozen):
    """The text of a standards.yaml."""

    text: Annotated[str, StringConstraints(max_length=100_000)]


class RevisionDetail(Frozen):
    """One immutable revision with everything computed about it. `number` counts from 1 within its option."""

    summary: RevisionSummary
    architecture: Architecture
    evaluation: Evaluation
    kinds: dict[str, KindLabel]


class AnalysedOption(Frozen):
    """An option from every side, as its newest revision stands.

    `titles` are those of components, by id; `own_assumptions` the ids of figures that the design itself sets.
    """

    option_id: str
    revision_id: str
    revision_number: int
    titles: dict[str, str]
    own_assumptions: tuple[str, ...]
    analysis: Analysis


class OptionSpending(Frozen):
    """An option beside a monthly limit."""

    option_id: str
    fits: bool
    spending: Spending


class Change(Frozen):
    revision: RevisionDetail
    ripple: Ripple


class Past(Frozen):
    """What an earlier revision did to a design, with the elements as they were called then."""

    number: int
    summary: str
    undoes: bool
    added: tuple[ElementRef, ...]
    removed: tuple[ElementRef, ...]
    changed: tuple[ElementRef, ...]


class RevisionDiff(Frozen):
    before: RevisionSummary
    after: RevisionSummary
    difference: Diff
    files: tuple[str, ...]


class BriefAndOptions(Frozen):
    brief: Brief
    options: tuple[OptionCard, ...]
