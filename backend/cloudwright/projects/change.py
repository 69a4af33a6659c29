"""What a change makes of a design: computed on plain values, stored later."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from cloudwright.design.catalog.vocabulary import CatalogVocabulary
from cloudwright.design.evaluation.evaluation import Evaluation
from cloudwright.design.evaluation.ripple import Ripple, ripple
from cloudwright.design.model.apply import apply
from cloudwright.design.model.architecture import Architecture
from cloudwright.design.model.brief import Brief
from cloudwright.design.model.diff import diff
from cloudwright.design.model.edits import Edit
from cloudwright.design.model.merge import merged
from cloudwright.projects.computation import Computed, compute
from cloudwright.projects.ports import Knowledge


@dataclass(frozen=True, slots=True)
class Head:
    """An option's newest revision as it stood when the work began; `files` maps paths to SHA-256."""

    option_id: str
    project_id: str
    revision_id: str
    architecture: Architecture
    evaluation: Evaluation
    files: dict[str, str]
    brief: Brief


@dataclass(frozen=True, slots=True)
class Target:
    """The design that a change leads to, and how its revision is called."""

    architecture: Architecture
    summary: str
    undone_id: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A revision that is not stored yet."""

    head: Head
    target: Target
    computed: Computed
    ripple: Ripple


Aim = Callable[[], Target]


def work_out(head: Head, aim: Aim, *, knowledge: Knowledge) -> Outcome:
    """Return what the change makes of the head; CPU-heavy. Raises what `aim` raises."""
    target = aim()
    computed = compute(target.architecture, head.brief, facts=knowledge.facts, as_of=knowledge.as_of)
    told = ripple(
        head.evaluation,
        computed.evaluation,
        difference=diff(head.architecture, target.architecture),
        files_before=head.files,
        files_after=computed.files,
    )
    return Outcome(head=head, target=target, computed=computed, ripple=told)


def edited(head: Head, edits: tuple[Edit, ...], *, note: str, knowledge: Knowledge) -> Target:
    """Return the design after a batch of edits, all or none; raises EditRejected with typed problems."""
    after = apply(head.architecture, edits, CatalogVocabulary(knowledge.facts))
    return Target(after, summary=note or _told(head.architecture, after))


@dataclass(frozen=True, slots=True)
class Difference:
    """What one revision did: the design `before` it and `after` it."""

    number: int
    summary: str
    before: Architecture
    after: Architecture


class Rework(Protocol):
    """Makes a design of the head and of what an earlier revision did."""

    def __call__(self, head: Head, difference: Difference, *, knowledge: Knowledge) -> Target: ...


def without(head: Head, difference: Difference, *, knowledge: Knowledge) -> Target:
    """Return the head without what an earlier revision did; raises EditRejected when that is not whole."""
    whole = merged(difference.after, head.architecture, difference.before)
    return Target(
        _checked(whole, knowledge), summary=f"Took out revision {difference.number}: {difference.summary}"
    )


def once_more(head: Head, difference: Difference, *, knowledge: Knowledge) -> Target:
    """Return the head with what an earlier revision did; raises EditRejected when that is no whole design."""
    whole = merged(difference.before, head.architecture, difference.after)
    return Target(
        _checked(whole, knowledge), summary=f"Did again revision {difference.number}: {difference.summary}"
    )


def _checked(architecture: Architecture, knowledge: Knowledge) -> Architecture:
    return apply(architecture, (), CatalogVocabulary(knowledge.facts))


def _told(before: Architecture, after: Architecture) -> str:
    """Say in a few words what a batch of edits did."""
    difference = diff(before, after)
    parts = [f"added {e.title}" for e in difference.added]
    parts += [f"removed {e.title}" for e in difference.removed]
    parts += [f"changed {e.title}" for e in difference.changed]
    parts += [f"connected {c.source} to {c.target}" for c in difference.connections_added if not parts]
    parts += [f"disconnected {c.source} from {c.target}" for c in difference.connections_removed if not parts]
    parts += [f"changed how {c.source} {c.verb.value} {c.target}" for c in difference.connections_changed]
    parts += [f"set {s.field}" for s in difference.settings]
    sentence = ", ".join(parts) or "changed nothing"
    return f"{sentence[:1].upper()}{sentence[1:]}"
