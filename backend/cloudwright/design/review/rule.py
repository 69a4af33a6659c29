"""What a rule is: a declaration, and a function that looks at one design."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cloudwright.design.model.edits import Edit
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.subject import Subject


@dataclass(frozen=True, slots=True)
class Hit:
    """One element that breaks a rule. `evidence` quotes the value seen; `fix` mends it."""

    element_id: str
    message: str
    evidence: str
    fix: tuple[Edit, ...] = ()
    fix_label: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One check. `question` is the Well-Architected question, `controls` are AWS FSBP ids."""

    id: str
    title: str
    severity: Severity
    pillar: Pillar
    question: str
    source: str
    findings: Callable[[Subject], Iterator[Hit]]
    controls: tuple[str, ...] = ()
