"""Caller who waits for a long chain."""

from collections.abc import Iterator

from cloudwright.design.catalog.code_runners import RUNS_CODE
from cloudwright.design.catalog.kind import Category
from cloudwright.design.model.architecture import Connection
from cloudwright.design.model.verbs import Verb
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject

_LONGEST = 3  # programs that wait for one another while a caller waits for the first
_WAITING = frozenset({Verb.REQUESTS, Verb.ROUTES, Verb.INVOKES})
_HANDED_OVER = frozenset({"step_functions_workflow"})


def _findings(subject: Subject) -> Iterator[Hit]:
    for component in subject.architecture.components:
        if subject.kinds[component.kind].category is not Category.EXTERNAL:
            continue
        chain = _too_long(subject, component.id, behind=(), tried=set())
        if chain:
            yield Hit(
                element_id=chain[0],
                message=f"{component.title} wait for {len(chain)} programs one after another; "
                "a queue between two of them would end the wait.",
                evidence=" -> ".join(chain),
            )


def _too_long(
    subject: Subject, element_id: str, *, behind: tuple[str, ...], tried: set[tuple[str, int]]
) -> tuple[str, ...]:
    """Return a chain of more programs than a caller should wait for, or nothing.

    `tried` are elements with the number of programs before them that have been looked behind already.
    """
    if len(behind) > _LONGEST:
        return behind
    for connection in subject.architecture.outgoing(element_id):
        target = connection.target
        if target in behind or (target, len(behind)) in tried or not _waits(subject, connection):
            continue
        tried.add((target, len(behind)))
        runs = subject.architecture.component(target).kind in RUNS_CODE
        found = _too_long(subject, target, behind=(*behind, target) if runs else behind, tried=tried)
        if found:
            return found
    return ()


def _waits(subject: Subject, connection: Connection) -> bool:
    """Say whether the source waits for the target; code that starts a function or a workflow does not."""
    source = subject.architecture.component(connection.source).kind
    target = subject.architecture.component(connection.target).kind
    started = source in RUNS_CODE and target in RUNS_CODE
    return connection.verb in _WAITING and not started and target not in _HANDED_OVER


RULE = Rule(
    id="CW-ARC-001",
    title="Caller who waits for a long chain",
    severity=Severity.MEDIUM,
    pillar=Pillar.RELIABILITY,
    question="REL04",
    controls=(),
    source="https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/"
    "rel_prevent_interaction_failure_loosely_coupled_system.html",
    findings=_findings,
)
