"""What a message about a design wants: a change, an undo, an answer, a bundle, or something we refuse."""

import re
from collections.abc import Callable
from enum import StrEnum

from cloudwright.design.intake.changes.additions import addition
from cloudwright.design.intake.changes.removals import removal
from cloudwright.design.intake.changes.settings import move, setting
from cloudwright.design.intake.changes.sketch import Proposed, Sketch, Unclear
from cloudwright.design.intake.read import facts_in
from cloudwright.design.model.frozen import Frozen


class Wish(StrEnum):
    FACTS = "facts"  # says something about what is needed
    CHANGE = "change"
    UNCLEAR = "unclear"
    UNDO = "undo"
    COST = "cost"
    CHECKS = "checks"
    LIMITS = "limits"
    KNOWLEDGE = "knowledge"
    COMPARE = "compare"
    PLAN = "plan"
    REFUSED = "refused"
    GREETING = "greeting"
    UNKNOWN = "unknown"


class Understood(Frozen):
    """`proposed` with CHANGE, `unclear` with UNCLEAR, `query` with questions."""

    wish: Wish
    proposed: Proposed | None = None
    unclear: Unclear | None = None
    query: str = ""


_UNDO = re.compile(
    r"^\s*(?:please )?(?:undo|revert|take (?:that|it) back|go back|roll ?back|cancel that)\b", re.IGNORECASE
)
_REFUSED = re.compile(
    r"\b(?:deploy (?:it|this|that|now|to (?:my|our|the) account)|apply it|in my account|my aws account|access keys?"
    r"|ignore (?:all |your |the |any )*(?:previous |prior )?(?:instructions|rules)|system prompt|delete (?:my|our) account)\b",
    re.IGNORECASE,
)
_PLAN = re.compile(
    r"\b(?:build (?:it|this|that|the bundle)|(?:generate|make|create|give me|download|prepare) (?:me )?(?:the |a )?"
    r"(?:bundle|code|terraform|cloudformation|templates?|zip)|implement (?:it|this)|ship it|looks good)\b",
    re.IGNORECASE,
)
_COST = re.compile(
    r"\b(?:how much|what (?:does|will|would) (?:it|this|that) cost|costs?|price|expensive|cheaper|bill)\b",
    re.IGNORECASE,
)
_CHECKS = re.compile(
    r"\b(?:secure|security|safe|findings?|well[- ]architected|review|risks?|problems?|checks?)\b",
    re.IGNORECASE,
)
_LIMITS = re.compile(r"\b(?:limits?|quotas?|maximum|how many|how (?:big|large|long))\b", re.IGNORECASE)
_COMPARE = re.compile(
    r"\b(?:compare|comparison|which (?:option|one|is)|difference between|trade-?offs?|better)\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"\?\s*$|^\s*(?:what|why|how|which|when|where|who|is|are|does|do|can|could|should|explain|tell me)\b",
    re.IGNORECASE,
)
_POLITE = re.compile(
    r"^\s*(?:please |(?:can|could|would|will) you (?:please )?)(?=(?:add|remove|drop|put|use|set|make|build|move|undo|raise|lower|turn|encrypt|design|create)\b)",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"^\s*(?:hi|hello|hey|thanks?(?: you)?|good (?:morning|day|evening)|ok(?:ay)?)[\s!.,]*$", re.IGNORECASE
)
_CHANGES: tuple[Callable[[str, Sketch], Proposed | Unclear | None], ...] = (removal, addition, setting, move)


def understand(text: str, sketch: Sketch | None) -> Understood:
    """Return what the message wants; a question never becomes a change."""
    for pattern, wish in (
        (_GREETING, Wish.GREETING),
        (_REFUSED, Wish.REFUSED),
        (_UNDO, Wish.UNDO),
        (_PLAN, Wish.PLAN),
    ):
        if pattern.search(text):
            return Understood(wish=wish)
    text = _POLITE.sub("", text).rstrip("? ") if _POLITE.search(text) else text
    if _QUESTION.search(text) and (sketch is not None or not _says_facts(text)):
        return _question(text)
    if sketch is not None and sketch.components:
        change = _change(text, sketch)
        if change is not None:
            return change
    if _says_facts(text):
        return Understood(wish=Wish.FACTS)
    return _statement(text)


def _says_facts(text: str) -> bool:
    return any(f.requirements or f.answers for f in facts_in(text))


def _change(text: str, sketch: Sketch) -> Understood | None:
    for find in _CHANGES:
        found = find(text, sketch)
        if isinstance(found, Proposed):
            return Understood(wish=Wish.CHANGE, proposed=found)
        if isinstance(found, Unclear):
            return Understood(wish=Wish.UNCLEAR, unclear=found)
    return None


def _question(text: str) -> Understood:
    for pattern, wish in (
        (_COMPARE, Wish.COMPARE),
        (_COST, Wish.COST),
        (_LIMITS, Wish.LIMITS),
        (_CHECKS, Wish.CHECKS),
    ):
        if pattern.search(text):
            return Understood(wish=wish, query=text)
    return Understood(wish=Wish.KNOWLEDGE, query=text)


def _statement(text: str) -> Understood:
    for pattern, wish in ((_COMPARE, Wish.COMPARE), (_COST, Wish.COST), (_CHECKS, Wish.CHECKS)):
        if pattern.search(text):
            return Understood(wish=wish, query=text)
    return Understood(wish=Wish.UNKNOWN)
