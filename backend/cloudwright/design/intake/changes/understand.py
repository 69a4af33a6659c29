"""What a message about a design wants: a change, an undo, an answer, a bundle, or something we refuse."""

import re
from collections.abc import Callable
from enum import StrEnum

from cloudwright.design.intake.changes.additions import addition
from cloudwright.design.intake.changes.compound import compound
from cloudwright.design.intake.changes.removals import removal
from cloudwright.design.intake.changes.settings import move, setting, switch_off
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
    r"^\s*(?:please )?(?:undo|revert|take (?:that|it) back|go back|roll ?back|cancel that)\b"
    r"|\b(?:undo|revert) (?:it|that|this|(?:the|my) (?:last|previous) (?:change|edit|step))\b",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"\b(?:deploy (?:it|this|that|now|to (?:my|our|the) account)|apply it|access keys?|secret keys?"
    r"|(?:deploy|run|create|apply|launch|change|delete|stop|start|terminate)\b[^.?!\n]{0,40}\b(?:my|our|the) (?:aws )?account"
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
    r"\?\s*$|^\s*(?:what|why|how|which|when|where|who|is|are|does|do|did|can|could|should|shall|would|will|explain|tell me)\b(?! not\b)",
    re.IGNORECASE,
)
_ORDERS = (
    "add|remove|drop|delete|put|use|set|make|build|move|undo|revert|raise|increase|bump|lower|reduce|decrease|turn|switch|"
    "enable|disable|encrypt|protect|design|create|generate|prepare|give|change|keep|get rid of|take|include|let"
)
_POLITE = re.compile(
    r"^\s*(?:(?:hi|hello|hey|ok(?:ay)?|great|thanks?)[,.!]?\s)?(?:please,? |kindly |(?:can|could|would|will) you (?:please |kindly )?"
    r"|would you mind |i(?:'d| would) like (?:you )?to )"
    rf"(?=(?:{_ORDERS})\b)",
    re.IGNORECASE,
)
_PLEASE = re.compile(r",?\s*(?:please|thanks|thank you)\s*[?!.]*\s*$", re.IGNORECASE)
_ORDER = re.compile(rf"^\s*(?:{_ORDERS})\b", re.IGNORECASE)
_GREETING = re.compile(
    r"^\s*(?:hi|hello|hey|thanks?(?: you)?|good (?:morning|day|evening)|ok(?:ay)?)[\s!.,]*$", re.IGNORECASE
)
_CHANGES: tuple[Callable[[str, Sketch], Proposed | Unclear | None], ...] = (
    switch_off,
    removal,
    addition,
    setting,
    move,
)


def understand(text: str, sketch: Sketch | None) -> Understood:
    """Return what the message wants; a question never becomes a change."""
    text = _plain_order(text)
    asks = _QUESTION.search(text) is not None
    for pattern, wish, also_asked in (
        (_GREETING, Wish.GREETING, True),
        (_REFUSED, Wish.REFUSED, True),
        (_UNDO, Wish.UNDO, False),
        (_PLAN, Wish.PLAN, False),
    ):
        if pattern.search(text) and (also_asked or not asks) and not _first_wish(text, sketch, wish):
            return Understood(wish=wish)
    if asks and (sketch is not None or not _says_facts(text)):
        return _question(text)
    if sketch is not None and sketch.components:
        change = _change(text, sketch)
        if change is not None:
            return change
    if _says_facts(text):
        return Understood(wish=Wish.FACTS)
    return _statement(text)


def _plain_order(text: str) -> str:
    """Take the politeness off an order, so that 'could you add ...?' is one and no question."""
    polite = _POLITE.search(text)
    if polite:
        return _PLEASE.sub("", text[polite.end() :].strip()).rstrip("? ")
    if _ORDER.search(text) and _PLEASE.search(text):
        return _PLEASE.sub("", text)
    return text


def _first_wish(text: str, sketch: Sketch | None, wish: Wish) -> bool:
    """Without a design, 'build this: a web shop ...' says what is wanted and asks for no bundle."""
    return wish is Wish.PLAN and sketch is None and _says_facts(text)


def _says_facts(text: str) -> bool:
    return any(f.requirements or f.answers for f in facts_in(text))


def _change(text: str, sketch: Sketch) -> Understood | None:
    found = compound(text, sketch, _one_change) or _one_change(text, sketch)
    if isinstance(found, Proposed):
        return Understood(wish=Wish.CHANGE, proposed=found)
    if isinstance(found, Unclear):
        return Understood(wish=Wish.UNCLEAR, unclear=found)
    return None


def _one_change(text: str, sketch: Sketch) -> Proposed | Unclear | None:
    return next((found for find in _CHANGES if (found := find(text, sketch)) is not None), None)


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
