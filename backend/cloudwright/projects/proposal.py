"""What a brief makes of a project's options: decided and computed on plain values, stored later."""

from collections.abc import Callable
from dataclasses import dataclass

from cloudwright.design.catalog.standards_rules import checked
from cloudwright.design.catalog.vocabulary import CatalogVocabulary
from cloudwright.design.model.architecture import Architecture, Standards
from cloudwright.design.model.brief import Brief
from cloudwright.design.model.merge import merged
from cloudwright.design.options.candidate import Candidate
from cloudwright.design.options.propose import propose
from cloudwright.projects.computation import Computed, compute
from cloudwright.projects.ports import Knowledge

Revise = Callable[[Brief], Brief]
WITH_EDITS = "Follows the requirements, with the changes that were made of it."


@dataclass(frozen=True, slots=True)
class Standing:
    """An option as it stood when the work began.

    `answers_to` is the brief that its design was last worked out for, known of options that somebody edited.
    """

    option_id: str
    candidate: str
    head_id: str
    head_number: int
    content_hash: str
    architecture: Architecture
    brief_revision: int
    answers_to: Brief | None = None


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
    """An option whose design becomes the candidate's, with what somebody edited since in it."""

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

    A candidate that the project has already keeps its option and follows the brief with a new revision: with
    the edits that were made of it, where they still make a valid design, else it keeps its design. Under
    other standards an edited option keeps its design.
    """
    brief = revise(basis.brief)
    rules = basis.standards if standards is None else standards
    existing = {each.candidate: each for each in basis.options}
    steps: list[Step] = []
    for candidate in propose(brief, knowledge.facts, standards=rules):
        standing = existing.pop(candidate.key, None)
        if standing is None:
            steps.append(Added(candidate, _computed(candidate.architecture, brief, knowledge)))
            continue
        followed = candidate
        if standing.answers_to is not None:
            followed = _with_edits(standing, candidate, brief, basis=basis, rules=rules, knowledge=knowledge)
        if standing.content_hash == followed.architecture.content_hash():
            steps.append(_again(standing, brief, knowledge))
        else:
            computed = _computed(followed.architecture, brief, knowledge)
            steps.append(Followed(standing, followed, computed))
    steps += [_again(standing, brief, knowledge) for standing in existing.values()]
    return Proposal(basis, brief, tuple(steps), standards=rules)


def _with_edits(
    standing: Standing,
    candidate: Candidate,
    brief: Brief,
    *,
    basis: Basis,
    rules: Standards,
    knowledge: Knowledge,
) -> Candidate:
    """Return the candidate with what was edited since the option was proposed.

    The option's own design when the brief is the same, the standards are others, or both do not go together.
    """
    ours = candidate.model_copy(update={"architecture": standing.architecture})
    before = standing.answers_to
    if before is None or before.revision == brief.revision or rules != basis.standards:
        return ours
    proposed = propose(before, knowledge.facts, standards=rules)
    base = next((each.architecture for each in proposed if each.key == candidate.key), None)
    if base is None:
        return ours
    if base.content_hash() == standing.content_hash:
        return candidate
    whole = merged(base, standing.architecture, candidate.architecture)
    if CatalogVocabulary(knowledge.facts).problems(whole):
        return ours
    return candidate.model_copy(update={"architecture": whole, "because": WITH_EDITS})


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
