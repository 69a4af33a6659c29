"""What a message wants where it is said: after what was said and answered before."""

from dataclasses import dataclass

from cloudwright.design.intake.changes.acceptance import accepts
from cloudwright.design.intake.changes.corrections import correction
from cloudwright.design.intake.changes.intents import Sort, intents
from cloudwright.design.intake.changes.offers import Reply, offered_in, reply
from cloudwright.design.intake.changes.retractions import retraction
from cloudwright.design.intake.changes.returns import is_vague
from cloudwright.design.intake.changes.reversals import forbidden, given_up
from cloudwright.design.intake.changes.sketch import Proposed, Sketch
from cloudwright.design.intake.changes.understand import Understood, Wish, asks_something, understand
from cloudwright.design.intake.explaining import explanation

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
    agreed = _reply(text, sketch, talk)
    if agreed is not None:
        return _checked(agreed, sketch).model_copy(update={"asks_first": False})
    return _checked(_without_order(text, sketch, talk) or understand(text, sketch), sketch)


def parts(text: str, sketch: Sketch, talk: Talk) -> tuple[str, ...]:
    """Return the messages that the text is made of, each of which wants one thing."""
    if explanation(text) is not None:
        return (text,)

    def sort(words: str) -> tuple[Sort, bool]:
        if reply(words) is Reply.YES:
            return (Sort.REPLY if offered_in(talk.answered) else Sort.OTHER), True
        found = heard(words, sketch, talk)
        if asks_something(words) and found.wish is not Wish.REFUSED:
            return Sort.QUESTION, True
        return _SORTS.get(found.wish, Sort.OTHER), found.proposed is None or not found.proposed.left

    return intents(text, sort)


def _reply(text: str, sketch: Sketch, talk: Talk) -> Understood | None:
    order, said = offered_in(talk.answered), reply(text)
    if order and said is Reply.YES:
        return understand(order, sketch)
    if said is Reply.NO and (order or (is_vague(text) and "revision" not in talk.answered)):
        return Understood(wish=Wish.DECLINED)
    return None


def _without_order(text: str, sketch: Sketch, talk: Talk) -> Understood | None:
    """Return what corrects, takes back or accepts; none of it says what to change in the design."""
    taken = retraction(text, sketch)
    if taken is not None:
        return Understood(wish=Wish.RETRACT, pinned=taken.pinned)
    meant = correction(text, talk.before, [p.quote for p in sketch.stated])
    if meant is not None:
        if meant.stated:
            return Understood(wish=Wish.FACTS, query=meant.text)
        again = understand(meant.text, sketch)
        return again.model_copy(update={"query": meant.text}) if again.wish is Wish.FACTS else again
    if accepts(text) and understand(text, sketch).wish in (Wish.UNKNOWN, Wish.PLAN, Wish.COST, Wish.COMPARE):
        return Understood(wish=Wish.ACCEPT)
    return None


def _checked(found: Understood, sketch: Sketch) -> Understood:
    """Name what was stated before and does not go together with the change."""
    if not isinstance(found.proposed, Proposed):
        return found
    against = forbidden(found.proposed.edits, sketch)
    if against:
        return found.model_copy(update={"pinned": against, "asks_first": True})
    return found.model_copy(update={"pinned": given_up(found.proposed.edits, sketch)})
