"""What no reference architecture here is made for: named, so that a design says it is only the closest shape."""

import re
from collections.abc import Iterator

from cloudwright.design.intake.fact import Fact
from cloudwright.design.model.brief import Requirement, RequirementKind
from cloudwright.design.trace.beyond import BEYOND, Beyond

_PATTERNS = tuple((each, re.compile(rf"\b(?:{each.words})\b", re.IGNORECASE)) for each in BEYOND.values())
_LEFT = re.compile(
    r"\b(?:no|not|without|never|instead of|rather than|away from|off|like|similar to|same as|equivalent (?:of|to)|today:?|currently|leave|leaving|left|migrat\w{1,4} from|moved? from|moving from|replac\w{1,4}|existing|old|legacy|our current)\s(?:\w{2,10}\s(?:[+&] )?){0,3}$",
    re.IGNORECASE,
)
_NOT_ASKED = re.compile(
    r"^[^.;!?\n]{0,48}\b(?:is|are|stays?|remains?|belongs? to) (?:another|a (?:different|separate)|out of scope|not (?:part|in scope)|somebody else|where (?:it|they) (?:is|are))",
    re.IGNORECASE,
)
_AFTER = 80  # characters in which words can say that it is left to others
_BEFORE = 40  # characters in which a word can say that it is left behind


def find(text: str) -> Iterator[Fact]:
    """Yield each thing that the text asks for and that no shape here holds."""
    for beyond, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - _BEFORE) : match.start()]
            after = text[match.end() : match.end() + _AFTER]
            if not _LEFT.search(before) and not _NOT_ASKED.search(after):
                yield _asked(match, beyond)


def _asked(match: re.Match[str], beyond: Beyond) -> Fact:
    requirement = Requirement(
        id=beyond.id,
        kind=RequirementKind.FUNCTION,
        statement=beyond.statement,
        value=beyond.id.replace("-", "_"),
        quote=match.group().strip(),
    )
    return Fact(match.start(), match.end(), requirements=(requirement,))
