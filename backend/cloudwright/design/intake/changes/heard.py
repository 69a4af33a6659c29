"""What a message wants where it is said: after what was said and answered before."""

import re
from dataclasses import dataclass

from cloudwright.design.intake.asking.asides import aside
from cloudwright.design.intake.asking.cues import asks, doubts, imagines
from cloudwright.design.intake.changes.acceptance import accepts
from cloudwright.design.intake.changes.again import another_value
from cloudwright.design.intake.changes.choices import chosen_option
from cloudwright.design.intake.changes.corrections import correction
from cloudwright.design.intake.changes.intents import Sort, intents
from cloudwright.design.intake.changes.lexicon import meant_in
from cloudwright.design.intake.changes.offers import Reply, offered_in, reply
from cloudwright.design.intake.changes.plain import LONGEST_ORDER
from cloudwright.design.intake.changes.references import kind_meant, placed, resolved, the_other
from cloudwright.design.intake.changes.replacing import replacement
from cloudwright.design.intake.changes.restated import renumbered, restated
from cloudwright.design.intake.changes.retractions import retraction
from cloudwright.design.intake.changes.returns import is_vague, stays
from cloudwright.design.intake.changes.reversals import forbidden, given_up
from cloudwright.design.intake.changes.sketch import Proposed, Sketch, Unclear
from cloudwright.design.intake.changes.understand import Understood, Wish, asks_something, understand
from cloudwright.design.intake.explaining import explanation
from cloudwright.design.intake.read import facts_in
from cloudwright.design.model.brief import RequirementKind

_THAT_ONE = re.compile(
    r"\b(?:have|take|go (?:with|for)|choose|pick|want|like|use) (?:that|this) one\b", re.IGNORECASE
)
_ORDINAL_ONE = re.compile(
    r"\bthe (?:first|second|third|fourth|last) (?:one|option|design|variant|proposal)\b", re.IGNORECASE
)
_THEN_UNDO = re.compile(r"[,;.!]\s*(?:so |please )?(?:undo|revert)\b[^,;.!?]*[.!]*\s*$", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!;])\s+")
_DEMANDS = re.compile(
    r"\b(?:insist|demand|require|want|expect|ask)s? (?:(?:that|us|for|it|them|to) )|\b(?:must|have to|has to|shall|need to|may)\b",
    re.IGNORECASE,
)
_MOST_WORDS = 18
_ANYWHERE = re.compile(
    r"\b(?:any|some|every)where (?:with)?in(?:side)? (?:the )?(?P<place>[A-Z][\w ]{1,30}?)\s(?:is|will be|would be|may be|does|works|will do|suits)\b"
)
_STATES = re.compile(
    r"\b(?:was|were|is|isn'?t|wasn'?t|better|worse|already)\b|\b(?:we|i|they|users?|customers?|people|you) (?:have|are|use|know|run|need to know|already)\b|\?",
    re.IGNORECASE,
)
_NOTHING_ELSE = (Wish.UNKNOWN, Wish.PLAN, Wish.COST, Wish.COMPARE)
_SHOWN = re.compile(
    r"^\s*(?:please )?(?:show|give) (?:me|us) (?=(?:the |that |an? )?(?:previous|earlier|old(?:er)?|original|last|version|design|state|one)\b)",
    re.IGNORECASE,
)
_NAMED = ("compliance", "service", "exclusion")  # another name is another requirement, and replaces none
_FIRM = (Wish.UNDO, Wish.CHOOSE, Wish.ACCEPT, Wish.RETRACT, Wish.DECLINED)
_LEADING = re.compile(r"^\s*(?:and|also|then|so|ok(?:ay)?|please|yes|plus)[\s,]+", re.IGNORECASE)
_SORTS = {
    Wish.FACTS: Sort.FACTS,
    Wish.CHANGE: Sort.CHANGE,
    Wish.UNDO: Sort.BACK,
    Wish.RETRACT: Sort.RETRACT,
    Wish.CHOOSE: Sort.CHOICE,
    Wish.ACCEPT: Sort.CHOICE,
    Wish.PLAN: Sort.PLAN,
    Wish.REFUSED: Sort.REFUSED,
    Wish.DECLINED: Sort.REPLY,
    Wish.LOAD: Sort.QUESTION,
}


@dataclass(frozen=True, slots=True)
class Talk:
    """What the person said last and what was answered to it."""

    before: str = ""
    answered: str = ""


def heard(text: str, sketch: Sketch | None, talk: Talk) -> Understood:
    """Return what one message wants; it wants one thing."""
    if sketch is None:
        return understand(text, None)
    if explanation(text) is not None:
        return Understood(wish=Wish.FACTS)
    called = placed(_SHOWN.sub("go back to ", text), sketch)
    if isinstance(called, Unclear):
        return Understood(wish=Wish.UNCLEAR, unclear=called)
    text = called
    again = _that_option(text, sketch, talk)
    if again is not None:
        return Understood(wish=Wish.CHOOSE, choice=again)
    agreed = _reply(text, sketch, talk)
    if agreed is not None:
        return _checked(agreed, sketch).model_copy(update={"asks_first": False})
    return _checked(_without_order(text, sketch, talk) or _ordered(text, sketch, talk), sketch)


def parts(text: str, sketch: Sketch, talk: Talk) -> tuple[str, ...]:
    """Return the messages that the text is made of, each of which wants one thing."""
    if explanation(text) is not None:
        return (text,)
    quotes = [p.quote for p in sketch.stated]
    if stays(text) or restated(text, quotes) or _renumbers(text, sketch, talk) or _why_undone(text, sketch):
        return (text,)
    said = [s for s in _SENTENCE.split(text) if s.strip()]
    declined = [s for s in said if reply(s) is Reply.NO or is_vague(s)]
    if declined and offered_in(talk.answered) and all(s in declined or reply(s) for s in said):
        return (declined[-1],)
    other = the_other(text, sketch)
    if other is not None and talk.before:
        return ("undo", f"{talk.before.rstrip(' .!')} ({other.id})")

    def sort(words: str) -> tuple[Sort, bool]:
        if reply(words) is Reply.YES:
            return (Sort.REPLY if offered_in(talk.answered) else Sort.OTHER), True
        found = heard(words, sketch, talk)
        if asks_something(_SHOWN.sub("", words)) and found.wish is not Wish.REFUSED:
            return Sort.QUESTION, True
        if found.wish is Wish.FACTS and not found.query and not measures(words):
            return Sort.OTHER, True
        return _SORTS.get(found.wish, Sort.OTHER), found.proposed is None or not found.proposed.left

    return intents(text, sort)


def _that_option(text: str, sketch: Sketch, talk: Talk) -> int | None:
    """Return the option of 'let's have that one', where the message before spoke of 'the third one'."""
    if _THAT_ONE.search(text) is None or len(text) > LONGEST_ORDER:
        return None
    found = _ORDINAL_ONE.search(talk.before)
    return None if found is None else chosen_option(f"take {found.group()}", sketch.options)


def _reply(text: str, sketch: Sketch, talk: Talk) -> Understood | None:
    order, said = offered_in(talk.answered), reply(text)
    if order and said is Reply.YES:
        return understand(order, sketch)
    if said is Reply.NO and (order or (is_vague(text) and "revision" not in talk.answered)):
        return Understood(wish=Wish.DECLINED)
    return None


def _ordered(text: str, sketch: Sketch, talk: Talk) -> Understood:
    """Return what the words want; those that want nothing as they stand are read as an order, and with what 'it' means."""
    plain = understand(text, sketch)
    if plain.wish is Wish.CHANGE or asks_something(text):
        return plain
    about = resolved(text, sketch, before=talk.before, answered=talk.answered)
    meant = kind_meant(text, before=talk.before)
    tries = [
        understand(said, sketch)
        for said in dict.fromkeys((about, meant, *_as_order(text, sketch)))
        if said != text
    ]
    done = next((found for found in tries if found.wish is Wish.CHANGE), None)
    if done is None and plain.wish in (Wish.UNCLEAR, Wish.UNKNOWN):
        done = next((found for found in tries if found.wish is Wish.UNCLEAR), None)
    return done or plain


def _as_order(text: str, sketch: Sketch) -> tuple[str, ...]:
    """Return a bare thing said as an order: 'own key then, please', 'a firewall in front'."""
    absent = [m for m in meant_in(text) if m.kind and not sketch.of_kind(m.kind)]
    if not absent or len(text.split()) > _MOST_WORDS or _STATES.search(text):
        return ()
    return (f"add {_LEADING.sub('', text)}",)


def _without_order(text: str, sketch: Sketch, talk: Talk) -> Understood | None:
    """Return what corrects, takes back or accepts; none of it says what to change in the design."""
    place = _ANYWHERE.search(text)
    if place is not None and not asks_something(text):
        return Understood(wish=Wish.FACTS, query=f"data must stay in {place['place']}")
    taken = retraction(text, sketch)
    if taken is not None:
        return Understood(wish=Wish.RETRACT, pinned=taken.pinned)
    meant = _corrected(text, sketch, talk)
    if meant is None and accepts(text) and understand(text, sketch).wish in _NOTHING_ELSE:
        return Understood(wish=Wish.ACCEPT)
    return meant


def _why_undone(text: str, sketch: Sketch) -> bool:
    """Whether a value only says why to undo: 'three was right, undo that'."""
    undoing = _THEN_UNDO.search(text)
    return undoing is not None and another_value(text[: undoing.start()], sketch) is not None


def _renumbers(text: str, sketch: Sketch, talk: Talk) -> bool:
    """Whether the whole message gives something stated another number, and goes back nowhere."""
    found = renumbered(text, talk.before, [p.quote for p in sketch.stated])
    return found is not None and not measures(text) and understand(text, sketch).wish is not Wish.UNDO


def _corrected(text: str, sketch: Sketch, talk: Talk) -> Understood | None:
    """Return what was meant before; a service in the place of another is no correction."""
    if replacement(text, sketch) is not None:
        return None
    quotes = [p.quote for p in sketch.stated]
    meant = restated(text, quotes) or correction(text, talk.before, quotes)
    if meant is None and understand(text, sketch).wish not in (Wish.CHANGE, Wish.UNDO):
        value = another_value(text, sketch, before=talk.before)
        if value is not None:
            return Understood(wish=Wish.CHANGE, proposed=value)
        meant = None if measures(text) else renumbered(text, talk.before, quotes)
    if meant is None:
        return None
    if meant.quote:
        gone = tuple(p for p in sketch.stated if p.quote == meant.quote and p.kind in _NAMED)
        return Understood(wish=Wish.RETRACT if gone else Wish.FACTS, query=meant.text, pinned=gone)
    again = understand(meant.text, sketch)
    if again.wish is Wish.FACTS or (
        understand(talk.before, sketch).wish is not Wish.CHANGE
        and measures(meant.text)
        and not asks(meant.text)
    ):
        return Understood(wish=Wish.FACTS, query=meant.text)
    return again


def _checked(found: Understood, sketch: Sketch) -> Understood:
    """Name what was stated before and does not go together with the change."""
    if not isinstance(found.proposed, Proposed):
        return found
    against = forbidden(found.proposed.edits, sketch)
    if against:
        return found.model_copy(update={"pinned": against, "asks_first": True})
    return found.model_copy(update={"pinned": given_up(found.proposed.edits, sketch)})


def orders(text: str, sketch: Sketch, talk: Talk) -> bool:
    """Whether the text says what to do or what holds, and neither asks nor doubts nor imagines."""
    said = _SHOWN.sub("go back to ", text)
    if asks(said) or imagines(said) or aside(text, named=True) is not None:
        return False
    found = heard(text, sketch, talk)
    if found.wish in _FIRM or (found.unclear is not None and found.unclear.already):
        return True
    if found.wish is Wish.FACTS and found.query:
        return True
    if found.wish is Wish.FACTS and _DEMANDS.search(text) and measures(text):
        return True
    stated = found.wish is Wish.CHANGE or (found.wish is Wish.FACTS and measures(text))
    return stated and not doubts(text)


def measures(text: str) -> bool:
    """Whether a text states more than what the system is for."""
    return any(r.kind is not RequirementKind.FUNCTION for fact in facts_in(text) for r in fact.requirements)
