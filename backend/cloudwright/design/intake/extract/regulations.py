"""The names of regulations that a system has to satisfy."""

import re
from collections.abc import Iterator

from cloudwright.design.intake.fact import Fact
from cloudwright.design.model.brief import Requirement, RequirementKind

_NAMED = (
    ("HIPAA", r"HIPAA|HIPPA"),
    ("PCI DSS", r"PCI(?:[- ]?DSS)?"),
    ("SOC 2", r"SOC[- ]?2(?: type (?:2|ii|1|i))?|SOC ii"),
    ("GDPR", r"GDPR|DSGVO|RGPD|general data protection regulation"),
    ("ISO 27001", r"ISO(?:/IEC)? ?27001"),
    ("FedRAMP", r"FedRAMP"),
    ("CCPA", r"CCPA"),
    ("NIS2", r"NIS ?2"),
    ("DORA", r"(?-i:DORA)"),
    ("C5", r"BSI C5"),
    ("SOX", r"(?-i:SOX)"),
    ("FERPA", r"FERPA"),
)
_PATTERNS = tuple(
    (name, re.compile(rf"\b(?:{words})\b(?:[- ]complian(?:t|ce))?(?!\w)", re.IGNORECASE))
    for name, words in _NAMED
)
_DENIED_BEFORE = re.compile(
    r"\b(?:no|not|without|nor|isn'?t|aren'?t|never)\s(?:(?:to|be|need|subject|under|about|bound|by|any|for|require)\s){0,3}$",
    re.IGNORECASE,
)
_DENIED_AFTER = re.compile(
    r"^,? (?:is|are|was|does|do|has|would)(?: not|n['’]t)\b(?! (?:optional|negotiable|a problem))|^,? (?:is )?irrelevant|^:? (?:no|n/a|not needed)\b",
    re.IGNORECASE,
)
_BEFORE, _AFTER = 40, 24  # characters in which a denial can stand


def find(text: str) -> Iterator[Fact]:
    """Yield each regulation that the text says applies."""
    for name, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - _BEFORE) : match.start()]
            if not _DENIED_BEFORE.search(before) and not _DENIED_AFTER.search(
                text[match.end() : match.end() + _AFTER]
            ):
                yield _regulation(match, name)


def _regulation(match: re.Match[str], name: str) -> Fact:
    requirement = Requirement(
        id=f"compliance-{re.sub(r'[^a-z0-9]+', '-', name.lower())}",
        kind=RequirementKind.COMPLIANCE,
        statement=f"Has to satisfy {name}",
        value=name,
        quote=match.group(),
    )
    return Fact(match.start(), match.end(), requirements=(requirement,))
