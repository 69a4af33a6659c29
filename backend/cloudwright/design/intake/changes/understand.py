"""What a message about a design wants: a change, an undo, an answer, a bundle, or something we refuse."""

import re
from collections.abc import Callable
from enum import StrEnum

from cloudwright.design.intake.changes.additions import addition
from cloudwright.design.intake.changes.choices import chosen_option
from cloudwright.design.intake.changes.compound import compound
from cloudwright.design.intake.changes.placing import placing
from cloudwright.design.intake.changes.plain import (
    LONGEST_ORDER,
    is_aim,
    with_orders,
    without_denied,
    without_reasons,
)
from cloudwright.design.intake.changes.relative import relative
from cloudwright.design.intake.changes.removals import removal
from cloudwright.design.intake.changes.renames import renaming
from cloudwright.design.intake.changes.replacing import replacement
from cloudwright.design.intake.changes.returns import Way, WayBack, way_back
from cloudwright.design.intake.changes.settings import demanded, keeping, move, setting, switch_off
from cloudwright.design.intake.changes.sketch import Pinned, Proposed, Sketch, Unclear
from cloudwright.design.intake.changes.slots import SURE, filled
from cloudwright.design.intake.changes.unsupported import unsupported
from cloudwright.design.intake.changes.what_ifs import OtherLoad, other_load
from cloudwright.design.intake.read import facts_in
from cloudwright.design.intake.unused import unused_phrases
from cloudwright.design.model.brief import RequirementKind
from cloudwright.design.model.frozen import Frozen


class Wish(StrEnum):
    FACTS = "facts"  # says something about what is needed
    CHANGE = "change"
    UNCLEAR = "unclear"
    UNDO = "undo"  # or redo, or any other way back
    RETRACT = "retract"  # something stated does not hold any more
    ACCEPT = "accept"
    DECLINED = "declined"  # what was offered
    COST = "cost"
    CHECKS = "checks"
    LIMITS = "limits"
    KNOWLEDGE = "knowledge"
    COMPARE = "compare"
    CHOOSE = "choose"  # one of the options
    LOAD = "load"  # what another load would do
    PLAN = "plan"
    CONTENTS = "contents"  # what a bundle holds
    REFUSED = "refused"
    GREETING = "greeting"
    UNKNOWN = "unknown"


class Understood(Frozen):
    """`proposed` with CHANGE, `unclear` with UNCLEAR, `query` with questions.

    With PLAN `query` is what was not understood beside it; `load` belongs to LOAD, and `choice`, the place among the options, to CHOOSE. `hint` says how to get what a question or an aim only hints at. `then` is what to do after a change.
    `back` belongs to UNDO. With FACTS `query` is what states them, when that is not the message itself. `pinned` is what was stated before: taken back with RETRACT, given up with CHANGE; with CHANGE and `asks_first` it rules the change out.
    """

    wish: Wish
    proposed: Proposed | None = None
    unclear: Unclear | None = None
    query: str = ""
    hint: str = ""
    then: Wish | None = None
    load: OtherLoad | None = None
    choice: int | None = None
    back: WayBack | None = None
    pinned: tuple[Pinned, ...] = ()
    asks_first: bool = False


_REFUSED = re.compile(
    r"\b(?:deploy (?:it|this|that|now|to (?:my|our|the) account)|apply it|access keys?|secret keys?"
    r"|(?:deploy|run|create|apply|launch|change|delete|stop|start|terminate)\b[^.?!\n]{0,40}\b(?:my|our|the) (?:aws )?account"
    r"|ignore (?:all |your |the |any )*(?:previous |prior )?(?:instructions|rules)|system prompt|delete (?:my|our) account)\b",
    re.IGNORECASE,
)
_PRODUCT = (
    r"(?:(?:me|us) )?(?:the |a |all |my |our |those |these |some )*(?:(?:whole |complete |finished |final |new )?bundle|plan|terraform|cloudformation"
    r"|iac|infra(?:structure)?(?: as)? code|(?:(?:terraform|cloudformation|iac|infrastructure|design|bundle) )?(?:code|files|templates?|stacks?|modules?|zip|archive|download)"
    r"(?=\s*(?:$|[.!?,;]|please\b|now\b|and\b|then\b|for (?:it|this|that|me|us)\b|of (?:it|this|that)\b)))"
)
_PLAN = re.compile(
    rf"\b(?:(?:build|plan|compile|package|assemble|implement|generate|make|create|give|get|download|prepare|produce|export|write|deliver|show|send"
    rf"|(?:(?:i|we)(?:'d| would)? (?:want|like|need|love)|let's (?:have|get)|let (?:me|us) have)(?: to (?:have|get|see|download))?) {_PRODUCT}\b"
    r"|(?:build|implement|plan) (?:it|this|that)|ship it|looks good)(?!\w)",
    re.IGNORECASE,
)
_PLAN_ASKED = re.compile(
    rf"^\s*(?:can|could|may|might) (?:i|we) (?:please |now |just )*(?:have|get|download|see) {_PRODUCT}|^\s*show {_PRODUCT}",
    re.IGNORECASE,
)
_CONTENTS = re.compile(
    r"\bwhat(?:'s| is| are| will be| do i get| files are)? (?:inside|in|part of)? ?(?:of )?(?:the |a |my )?bundle\b"
    r"|\bwhat (?:does|will|would) (?:the|a|my) bundle (?:contain|hold|have|include)",
    re.IGNORECASE,
)
_COST = re.compile(
    r"\b(?:how much|what (?:does|will|would) (?:it|this|that) cost|costs?|costly|price[ds]?|pricing|expensive|cheap(?:er|est)?|bill|money|budget)\b",
    re.IGNORECASE,
)
_CHECKS = re.compile(
    r"\b(?:secure|security|safer?|safety|findings?|well[- ]architected|review|risks?|problems?|checks?)\b",
    re.IGNORECASE,
)
_LIMITS = re.compile(r"\b(?:limits?|quotas?|maximum|how many|how (?:big|large|long))\b", re.IGNORECASE)
_COMPARE = re.compile(
    r"\b(?:compare|comparison|which (?:option|one|is)|difference between|trade-?offs?|better)\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"\?\s*$|^\s*(?:what|why|how|which|when|where|who|is|are|does|do(?! (?:it|that|this|so|them)\b)|did|can|could|should|shall|would|will|explain|tell me(?! (?:by|via) )|show me|compare|list)\b(?! not\b)",
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
_MINDED = re.compile(
    r"^\s*(?:(?:hi|hello|hey|ok(?:ay)?|great|thanks?|and)[,.!]?\s)?would you mind (?=\w+ing\b)", re.IGNORECASE
)
_PLEASE = re.compile(r",?\s*(?:please|thanks|thank you)\s*[?!.]*\s*$", re.IGNORECASE)
_ORDER = re.compile(rf"^\s*(?:{_ORDERS})\b", re.IGNORECASE)
_GREETING = re.compile(
    r"^\s*(?:hi|hello|hey|thanks?(?: you)?|good (?:morning|day|evening)|ok(?:ay)?)[\s!.,]*$", re.IGNORECASE
)
_JOINED = re.compile(r"^[\s,;.:!]*(?:and|then|now|so|first)?[\s,;.]+|[\s,;.:!]+(?:(?:and|then|now|so|first|afterwards)[\s,;.]*)*$", re.IGNORECASE)  # fmt: skip
_IMAGINED = re.compile(
    r"\b(?:should|shall|could|would|might|what if|what about|how about|why not|without|can (?:i|we)|do (?:i|we) need)\b"
    r"|\b(?:add|remov|dropp|delet|mov|us|disabl|enabl|turn|lower|rais)ing\b",
    re.IGNORECASE,
)
_ADDS = re.compile(
    r"\b(?:add|put|create|introduce|use|another|extra|double|twice|half|more|less|remove|drop|delete|not)\b",
    re.IGNORECASE,
)
_BOUNDS = frozenset(
    (
        RequirementKind.RPO,
        RequirementKind.RTO,
        RequirementKind.LATENCY,
        RequirementKind.AVAILABILITY,
        RequirementKind.BUDGET,
    )
)
_LONGEST_CHANGE = 1_200  # characters: what is longer describes a system
_SHORT = 40  # characters: what is longer may describe a system
_STAYS = Unclear(reason="Then that stays as it is.")
_SAY_IT = (
    "'{note}', said as an order, shows what it changes in money, findings and files; 'undo' takes it back."
)
_AIMS = {
    Wish.COST: "Nothing was changed: say which part to give up or to make smaller, or compare the options.",
    Wish.CHECKS: "Nothing was changed: say what to add, for example a firewall, or use a finding's own fix.",
}
_CHANGES: tuple[Callable[[str, Sketch], Proposed | Unclear | None], ...] = (
    demanded,
    renaming,
    replacement,
    switch_off,
    keeping,
    removal,
    placing,
    relative,
    addition,
    setting,
    move,
    unsupported,
)


def understand(text: str, sketch: Sketch | None) -> Understood:
    """Return what the message wants; a question never becomes a change."""
    text = _plain_order(text)
    asks = _QUESTION.search(text) is not None
    for pattern, wish, also_asked in (
        (_GREETING, Wish.GREETING, True),
        (_REFUSED, Wish.REFUSED, True),
        (_PLAN_ASKED, Wish.PLAN, True),
        (_CONTENTS, Wish.CONTENTS, True),
    ):
        if pattern.search(text) and (also_asked or not asks):
            return Understood(wish=wish)
    whole = None if sketch is None else _about_the_whole(text, sketch)
    if whole is not None:
        return whole
    if asks and (sketch is not None or not _says_facts(text)):
        return _question(text, sketch)
    return _wanted(text, sketch)


def asks_something(text: str) -> bool:
    """Whether the text is a question; 'could you add ...?' is none."""
    return _QUESTION.search(_plain_order(text)) is not None


def _about_the_whole(text: str, sketch: Sketch) -> Understood | None:
    """Return the wish that names no part of a design: another load, or one of the options."""
    load = other_load(text)
    if load is not None:
        return Understood(wish=Wish.LOAD, load=load)
    choice = chosen_option(text, sketch.options, sketch.ideas)
    return None if choice is None else Understood(wish=Wish.CHOOSE, choice=choice)


def _wanted(text: str, sketch: Sketch | None) -> Understood:
    """Return what a sentence that asks nothing wants."""
    drawn = sketch is not None and bool(sketch.components)
    kept = without_denied(text) if drawn else text
    if kept != text and (not kept or sketch is None or _change(kept, sketch) is None):
        return Understood(wish=Wish.UNCLEAR, unclear=_STAYS)
    back = way_back(kept, sketch) if sketch is not None and drawn else _nowhere(kept)
    if back is not None:
        return _going_back(back, sketch)
    if _PLAN.search(kept) and not (sketch is None and _says_facts(kept)):
        return _plan(kept, sketch)
    change = _change(kept, sketch) if sketch is not None and drawn else None
    if change is not None and not (change.wish is Wish.UNCLEAR and _bounds(kept)):
        return change
    if _says_facts(kept):
        return Understood(wish=Wish.FACTS)
    return _statement(kept)


def _nowhere(text: str) -> WayBack | Unclear | None:
    """Return the way back that a few words ask for while there is no design."""
    return way_back(text, Sketch()) if len(text) <= _SHORT else None


def _going_back(found: WayBack | Unclear, sketch: Sketch | None) -> Understood:
    """Go back; the start of an option that never changed is the option that the conversation began with."""
    moved = sketch is not None and len(sketch.history) <= 1 and sketch.chosen not in sketch.options[:1]
    if isinstance(found, WayBack) and found.way is Way.START and moved:
        return Understood(wish=Wish.CHOOSE, choice=0)
    if isinstance(found, Unclear):
        return Understood(wish=Wish.UNCLEAR, unclear=found)
    return Understood(wish=Wish.UNDO, back=found)


def _plan(text: str, sketch: Sketch | None) -> Understood:
    """A plan, perhaps after a change: 'add a firewall and build the bundle'."""
    before = _JOINED.sub("", _PLAN.sub("", text)) if len(text) <= LONGEST_ORDER else ""
    change = _change(before, sketch) if sketch is not None and before else None
    if change is not None and change.wish is Wish.CHANGE:
        return change.model_copy(update={"then": Wish.PLAN})
    if change is not None and _ORDER.search(before):
        return change
    return Understood(wish=Wish.PLAN, query="; ".join(unused_phrases(before, ())))


def _plain_order(text: str) -> str:
    """Take the politeness off an order, so that 'could you add ...?' is one and no question."""
    polite = _POLITE.search(text)
    if polite:
        return _PLEASE.sub("", text[polite.end() :].strip()).rstrip("? ")
    minded = _MINDED.match(text)
    if minded:
        return with_orders(_PLEASE.sub("", text[minded.end() :].strip()))
    if _ORDER.search(text) and _PLEASE.search(text):
        return _PLEASE.sub("", text)
    return text


def _bounds(text: str) -> bool:
    """Whether the text states a bound that a design is held against: 'we lose no more than an hour of data'."""
    return any(r.kind in _BOUNDS for fact in facts_in(text) for r in fact.requirements)


def _says_facts(text: str) -> bool:
    return any(f.requirements or f.answers for f in facts_in(text))


def _change(text: str, sketch: Sketch) -> Understood | None:
    if len(text) > _LONGEST_CHANGE:
        return None
    tries = [
        compound(said, sketch, _one_change) or _one_change(said, sketch)
        for said in dict.fromkeys((without_reasons(text), text))
        if said
    ]
    found = next((f for f in tries if isinstance(f, Proposed)), None) or next(filter(None, tries), None)
    if isinstance(found, Proposed):
        return Understood(wish=Wish.CHANGE, proposed=found)
    if isinstance(found, Unclear):
        return Understood(wish=Wish.UNCLEAR, unclear=found)
    return None


def _one_change(text: str, sketch: Sketch) -> Proposed | Unclear | None:
    if not _ADDS.search(text):
        sure = filled(text, sketch, least=SURE)
        if sure is not None:
            return sure
    found = next((found for find in _CHANGES if (found := find(text, sketch)) is not None), None)
    if found is None or (isinstance(found, Unclear) and not found.already):
        return filled(text, sketch) or found
    return found


def _question(text: str, sketch: Sketch | None) -> Understood:
    hint = _hint(text, sketch)
    for pattern, wish in (
        (_COMPARE, Wish.COMPARE),
        (_COST, Wish.COST),
        (_LIMITS, Wish.LIMITS),
        (_CHECKS, Wish.CHECKS),
    ):
        if pattern.search(text):
            return Understood(wish=wish, query=text, hint=hint)
    return Understood(wish=Wish.KNOWLEDGE, query=text, hint=hint)


def _hint(text: str, sketch: Sketch | None) -> str:
    """Say how to get what a question only imagines: 'what would it cost without the alarms?'."""
    if sketch is None or len(text) > LONGEST_ORDER or not _IMAGINED.search(text):
        return ""
    found = _one_change(with_orders(text), sketch)
    return _SAY_IT.format(note=found.note) if isinstance(found, Proposed) else ""


def _statement(text: str) -> Understood:
    """Return what an aim or a bare topic is about; an order for something unknown is about nothing else."""
    if _COMPARE.search(text):
        return Understood(wish=Wish.COMPARE, query=text)
    aim = is_aim(text)
    if _ORDER.search(text) and not aim:
        return Understood(wish=Wish.UNKNOWN)
    for pattern, wish in ((_COST, Wish.COST), (_CHECKS, Wish.CHECKS)):
        if pattern.search(text):
            return Understood(wish=wish, query=text, hint=_AIMS[wish] if aim else "")
    return Understood(wish=Wish.UNKNOWN)
