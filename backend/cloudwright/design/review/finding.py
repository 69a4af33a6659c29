"""What a rule says about a design."""

from enum import StrEnum
from typing import Self

from cloudwright.design.model.architecture import Waiver
from cloudwright.design.model.edits import Edit
from cloudwright.design.model.frozen import Frozen


class Severity(StrEnum):
    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def rank(self) -> int:
        return list(type(self)).index(self)

    def lowered(self) -> Self:
        """One level less; low stays low."""
        levels = list(type(self))
        return levels[min(self.rank + 1, len(levels) - 1)]


class Pillar(StrEnum):
    SECURITY = "security"
    RELIABILITY = "reliability"
    PERFORMANCE = "performance"
    COST = "cost"
    OPERATIONS = "operations"
    SUSTAINABILITY = "sustainability"


class Finding(Frozen):
    """One rule broken by one element, with the evidence and, where there is one, the edits that mend it."""

    rule_id: str
    title: str
    severity: Severity
    pillar: Pillar
    element_id: str
    message: str
    evidence: str
    fix: tuple[Edit, ...] = ()
    fix_label: str = ""
    well_architected: str = ""  # question id, "SEC05"
    controls: tuple[str, ...] = ()  # AWS Foundational Security Best Practices ids, "S3.8"
    source: str = ""
    waiver: Waiver | None = None

    @property
    def open(self) -> bool:
        return self.waiver is None


class Review(Frozen):
    """All findings, worst first, and how many rules were asked."""

    findings: tuple[Finding, ...]
    rules_run: int
    not_assessable: tuple[str, ...] = ()

    @property
    def open(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.open)
