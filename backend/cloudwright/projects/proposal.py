"""What a brief makes of a project's options: decided and computed on plain values, stored later."""

from collections.abc import Callable
from dataclasses import dataclass

from cloudwright.design.catalog.standards_rules import checked
from cloudwright.design.model.architecture import Architecture, Standards
from cloudwright.design.model.brief import Brief
from cloudwright.design.options.candidate import Candidate
from cloudwright.design.options.propose import propose
from cloudwright.projects.computation import Computed, compute
from cloudwright.projects.ports import Knowledge

Revise = Callable[[Brief], Brief]


@dataclass(frozen=True, slots=True)
class Standing:
    """An option as it stood when the work began; `edited` says that somebody changed its design."""

    option_id: str
    candidate: str
    head_id: str
    head_number: int
    content_hash: str
    architecture: Architecture
    brief_revision: int
    edited: bool


@dataclass(frozen=True, slots=True)
class Basis:
    """What a proposal is worked out from; `stamp` tells whether it still holds."""

    project_id: str
    brief: Brief
    standards: Standards
    options: tuple[Standing, ...]

    @property
    def stamp(self) -> tuple[int, Standards, frozenset[tuple[str, str]]]:
        heads = frozenset((each.option_id, each.head_id) for each in self.options)
        return self.brief.revision, self.standards, heads


@dataclass(frozen=True, slots=True)
class Added:
    """A candidate that the project did not have."""

    candidate: Candidate
    computed: Computed


@dataclass(frozen=True, slots=True)
class Followed:
    """An untouched option whose design becomes the candidate's."""

    standing: Standing
    candidate: Candidate
    computed: Computed


@dataclass(frozen=True, slots=True)
class Evaluated:
    """An option that keeps its design and has new figures."""

    standing: Standing
    computed: Computed


@dataclass(frozen=True, slots=True)
class Kept:
    """An option that nothing changes but perhaps its place."""

    standing: Standing


Step = Added | Followed | Evaluated | Kept


@dataclass(frozen=True, slots=True)
class Proposal:
    """The steps in the order that the options will have; `brief` is what they answer to.

    `standards` are kept with the project when they are not those of the basis.
    """

    basis: Basis
    brief: Brief
    steps: tuple[Step, ...]
    standards: Standards


def work_out(
    basis: Basis, revise: Revise, *, knowledge: Knowledge, standards: Standards | None = None
) -> Proposal:
    """Return what the revised brief makes of the options, simplest first; CPU-heavy.

    Raises DesignError when the standards, the project's own or those given, leave no design.

    A candidate that the project has already keeps its option. Untouched, it follows the brief with a new
    revision; edited by somebody, it keeps its design and is evaluated again.
    """
    brief = revise(basis.brief)
    rules = basis.standards if standards is None else standards
    existing = {each.candidate: each for each in basis.options}
    steps: list[Step] = []
    for candidate in propose(brief, knowledge.facts, standards=rules):
        standing = existing.pop(candidate.key, None)
        if standing is None:
            steps.append(Added(candidate, _computed(candidate.architecture, brief, knowledge)))
        elif standing.edited or standing.content_hash == candidate.architecture.content_hash():
            steps.append(_again(standing, brief, knowledge))
        else:
            computed = _computed(candidate.architecture, brief, knowledge)
            steps.append(Followed(standing, candidate, computed))
    steps += [_again(standing, brief, knowledge) for standing in existing.values()]
    return Proposal(basis, brief, tuple(steps), standards=rules)


def revised(basis: Basis, revise: Revise) -> Proposal:
    """Return the revised brief alone."""
    return Proposal(basis, revise(basis.brief), (), standards=basis.standards)


def held_to(basis: Basis, standards: Standards, *, knowledge: Knowledge) -> Proposal:
    """Return what other standards make of the options.

    Raises DesignError when they leave no design, or name a kind that the catalogue does not have.
    """
    rules = checked(standards)
    if not basis.options:
        return Proposal(basis, basis.brief, (), standards=rules)
    return work_out(basis, _as_it_is, knowledge=knowledge, standards=rules)


def _as_it_is(brief: Brief) -> Brief:
    return brief


def _again(standing: Standing, brief: Brief, knowledge: Knowledge) -> Step:
    if standing.brief_revision == brief.revision:
        return Kept(standing)
    return Evaluated(standing, _computed(standing.architecture, brief, knowledge))


def _computed(architecture: Architecture, brief: Brief, knowledge: Knowledge) -> Computed:
    return compute(architecture, brief, facts=knowledge.facts, as_of=knowledge.as_of)
