"""What of a text was not used: said back, never silently dropped."""

import re
from collections.abc import Iterable

from cloudwright.design.intake.fact import Fact

_FILLER = frozenset(
    """ needed without anybody anyone everybody everyone nobody public required ok okay fine yes
    add why undo remove drop hosted images image photos pictures
    a about all also am an and any application are aws as at be been build built but by can cloud could create
    deploy design do does for from get give go good has have help hello hey hi host how i idea if in into is it its
    just kind let like ll lot make me might more must my need needs new no of on one or our out over own per please
    put re really run running s service serverless set should simple small so some something system t than thank
    thanks that the their them then there these they thing this those through to too up us use used user users using
    ve very via want wants was way we web well what when where which while who will with work works would you your
    each every after before people me customers customer store stores stored save saved where whose behind only
    every time it's we'd i'd i'm we're app apps month monthly year day per plus around least most fast cheap cheaply
    """.split()
)
_CLAUSE = re.compile(r"(?:[^,;.!?\n()]|(?<=\d),(?=\d)|(?<=\w)\.(?=\w))+")
_BEFORE, _AFTER = "$€£¥₹~<", "%€$£¥"
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_LONGEST = 160
_MOST = 12


def unused_phrases(text: str, facts: Iterable[Fact]) -> tuple[str, ...]:
    """Return the clauses whose telling words no fact covers, at most twelve, each cut to 160 characters."""
    covered = [(fact.start, fact.end) for fact in facts]
    found = []
    for clause in _CLAUSE.finditer(text):
        left = [w for w in _WORD.finditer(clause.group()) if _tells(w, clause.start(), covered)]
        if left:
            found.append(_phrase(clause.group(), left[0].start(), end=left[-1].end()))
    return tuple(dict.fromkeys(found))[:_MOST]


def _phrase(clause: str, start: int, *, end: int) -> str:
    """Cut out the words with the signs that belong to them, such as a currency."""
    while start > 0 and clause[start - 1] in _BEFORE:
        start -= 1
    while end < len(clause) and clause[end] in _AFTER:
        end += 1
    return clause[start:end].strip()[:_LONGEST]


def _tells(word: re.Match[str], offset: int, covered: list[tuple[int, int]]) -> bool:
    position = offset + word.start()
    if any(start <= position < end for start, end in covered):
        return False
    return word.group().lower() not in _FILLER
