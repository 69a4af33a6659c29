"""A message that wants several things, taken apart into messages that want one each, in their order."""

import re
from collections.abc import Callable, Sequence
from enum import StrEnum

from cloudwright.design.intake.changes.plain import LONGEST_ORDER


class Sort(StrEnum):
    """What a clause is good for; OTHER is said with whatever stands beside it."""

    FACTS = "facts"
    CHANGE = "change"
    BACK = "back"
    RETRACT = "retract"
    CHOICE = "choice"
    PLAN = "plan"
    QUESTION = "question"
    REFUSED = "refused"
    REPLY = "reply"
    OTHER = "other"


Sorted = Callable[[str], tuple[Sort, bool]]
"""Says what a clause wants, and whether all of its words are accounted for."""

_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=\S)|\n+|(?<=[^\d\s]);\s*")
_JOINT = re.compile(
    r"\s*,?\s+(?:and then|and also|and|then|but|also|plus)\s+(?:also |then |please )?|\s*[,:]\s+(?:then |so |also |please )?",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"(?:what|how|why|which|who|where|when|is|are|does|do|can|could|would|will)\b", re.IGNORECASE
)
_ABBREVIATED = re.compile(
    r"\b(?:e\.g|i\.e|approx|ca|no|vs|etc|min|max|avg|mio|dr|mr|mrs|st)\.$", re.IGNORECASE
)
_MOST_CLAUSES = 8
_ALONE = (Sort.REFUSED,)
_WHOLE = (Sort.QUESTION, Sort.REFUSED, Sort.REPLY, Sort.RETRACT)
_CUT_APART = {*Sort} - {Sort.OTHER, Sort.REFUSED}


def intents(text: str, sort: Sorted) -> tuple[str, ...]:
    """Return the parts of the message that want different things; the message itself when it wants one."""
    if len(text) > LONGEST_ORDER * 2:
        return (text,)
    parts: list[tuple[str, Sort]] = []
    for sentence in _sentences(text):
        parts += _clauses(sentence, sort)
    joined = _joined(parts)
    meant = [words for words, _ in joined]
    if len(meant) < 2 or len(meant) > _MOST_CLAUSES or any(s in _ALONE for _, s in joined):
        return (text,)
    return tuple(meant)


def _sentences(text: str) -> list[str]:
    found: list[str] = []
    for piece in _SENTENCE.split(text):
        if found and _ABBREVIATED.search(found[-1]):
            found[-1] += f" {piece}"
        elif piece.strip():
            found.append(piece.strip())
    return found


def _clauses(sentence: str, sort: Sorted) -> Sequence[tuple[str, Sort]]:
    """Return the sentence as it stands, or cut at one joint into two that want different things."""
    whole, complete = sort(sentence)
    if whole is Sort.QUESTION:
        return _then_asked(sentence, sort)
    if whole in _WHOLE or (whole is Sort.CHANGE and complete):
        return [(sentence, whole)]
    for joint in _JOINT.finditer(sentence):
        first, second = sentence[: joint.start()].strip(), sentence[joint.end() :].strip()
        if not first or not second:
            continue
        one, two = sort(first)[0], sort(second)[0]
        if one is not two and {one, two} <= _CUT_APART:
            return [(first, one), *_clauses(second, sort)]
    return [(sentence, whole)]


_CUT_APART = {
    Sort.FACTS,
    Sort.CHANGE,
    Sort.BACK,
    Sort.CHOICE,
    Sort.PLAN,
    Sort.QUESTION,
    Sort.REPLY,
    Sort.RETRACT,
}


def _then_asked(sentence: str, sort: Sorted) -> Sequence[tuple[str, Sort]]:
    """Return an order with the question behind it: 'move to Oregon, and what does that cost?'."""
    for joint in _JOINT.finditer(sentence):
        first, second = sentence[: joint.start()].strip(), sentence[joint.end() :].strip()
        if (
            _ASKS.match(second)
            and first
            and sort(first)[0] in (Sort.CHANGE, Sort.BACK, Sort.CHOICE, Sort.RETRACT)
        ):
            return [(first, sort(first)[0]), (second, Sort.QUESTION)]
    return [(sentence, Sort.QUESTION)]


def _joined(parts: Sequence[tuple[str, Sort]]) -> list[tuple[str, Sort]]:
    """Put together neighbours that want the same, and what wants nothing with what stands before, else after it."""
    found: list[tuple[str, Sort]] = []
    waiting = ""
    for words, sort in parts:
        if sort is Sort.OTHER and not found:
            waiting = f"{waiting} {words}".strip()
        elif found and (sort is Sort.OTHER or (sort is found[-1][1] and sort in (Sort.FACTS, Sort.QUESTION))):
            before, kept = found[-1]
            found[-1] = (
                (before, kept)
                if sort is Sort.OTHER and kept is not Sort.FACTS
                else (f"{before} {words}", kept)
            )
        else:
            found.append((f"{waiting} {words}".strip() if waiting and sort is Sort.FACTS else words, sort))
            waiting = ""
    return found or [(waiting, Sort.OTHER)]
