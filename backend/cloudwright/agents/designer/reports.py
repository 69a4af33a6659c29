"""What the designer says when it takes something in or back, and before it goes against what was stated."""

import re
from collections.abc import Sequence

from cloudwright.agents.designer.results import Amount, Changed, Chosen, Design, OptionLine, Understanding
from cloudwright.design.intake.changes.offers import offer, offer_against
from cloudwright.design.intake.changes.returns import WENT_BACK, Way
from cloudwright.design.intake.changes.sketch import Pinned

_MOST_STATED = 4
_MOST_UNMET = 2
_MOST_CONTRADICTIONS = 2
_MOST_LEFT = 3
_LONGEST_QUOTE = 60
_DOUBLED = 2
_OPENINGS = {
    Way.UNDO: "Undone",
    Way.REDO: "Done again",
    Way.START: "Back at the start",
    Way.TO: "Back",
    Way.TAKE_OUT: "Undone, and what came since is kept",
    Way.REPEAT: "Done again",
}
_RETURNED = re.compile(rf"(?:(?:Undid|Did again): )*{WENT_BACK} (?P<number>\d+)")
_REPEATED = re.compile(r"^(?:(?:Undid|Did again|(?:Took out|Did again) revision \d+): )+")
DECLINED = "Then that stays as it is. Nothing was changed."


def taken_in(understanding: Understanding, design: Design, options: Sequence[OptionLine]) -> str:
    """Say what was understood, and what it made of the design that is talked about."""
    known = {(p.id, p.statement) for p in design.stated}
    news = [s.statement for s in understanding.understood if all(s.statement != said for _, said in known)]
    parts = [f"Noted: {'; '.join(news[:_MOST_STATED])}." if news else "That changes no requirement."]
    parts += [_became(design, options)]
    parts += [f"Contradiction: {each}" for each in understanding.contradictions[:_MOST_CONTRADICTIONS]]
    if understanding.unused:
        parts.append(f"Not used yet: {_quoted(understanding.unused)}.")
    return " ".join(part for part in parts if part)


def taken_back(pinned: Sequence[Pinned], design: Design, options: Sequence[OptionLine]) -> str:
    """Name what was stated and holds no more, and what that made of the design."""
    gone = "; ".join(_named(p) for p in pinned)
    return f"No longer a requirement: {gone}. {_became(design, options)}"


def against(pinned: Sequence[Pinned], note: str, *, order: str) -> str:
    """Name what was stated and does not go together with a change, before it is made."""
    said = "; ".join(_named(p) for p in pinned)
    ask = offer_against(order.strip(" .!"))
    return f"You said: {said}. '{note}' goes against that, so nothing was changed. {ask}"


def given_up(pinned: Sequence[Pinned]) -> str:
    """Name what was stated and is given up by a change that is made; empty when nothing is."""
    if not pinned:
        return ""
    return f"You asked for {'; '.join(_named(p) for p in pinned)}; this gives it up. "


def went_back(way: Way, changes: Sequence[Changed]) -> str:
    """Say what was taken back or done again, and what it did to money and requirements."""
    if not changes:
        return "There is nothing to go back to. Nothing was changed."
    first, last = changes[0].ripple, changes[-1].ripple
    what = "; ".join(dict.fromkeys(_plain(c.what) for c in changes if c.what))
    met = ""
    if last.requirements_total:
        met = f" {last.requirements_met} of {last.requirements_total} requirements are met."
    return (
        f"{_OPENINGS[way]}{f': {what}' if what else ''}. The design is back as it was then, as revision "
        f"{changes[-1].revision_number}: {first.money_before} → {last.money_after} a month.{met} {last.worse}"
    )


def _plain(what: str) -> str:
    """Say what a note is about without what was done to it before: 'Undid: Did again: Add a cache'."""
    returned = _RETURNED.match(what)
    return f"the way back to revision {returned['number']}" if returned else _REPEATED.sub("", what)


def accepted(done: Chosen) -> str:
    """Confirm the design that is accepted, and offer its files."""
    return (
        f"**{done.name}** is your design: {done.monthly_cost} a month. Nothing was changed, and the other "
        f"options stay. {offer('build the bundle')}"
    )


def _became(design: Design, options: Sequence[OptionLine]) -> str:
    option = next((o for o in options if o.id == design.option_id), None)
    if option is None:
        return ""
    before, after = design.monthly_cost, option.monthly_cost
    money = f"{option.name} costs {after} a month"
    money += "" if before is None or str(before) == str(after) else f" instead of {before}"
    money += _mostly(option, before)
    unmet = ", and meets all requirements"
    if option.unmet:
        unmet = f"; not fully met: {'; '.join(option.unmet[:_MOST_UNMET])}"
    first = options[0]
    better = ""
    if first.id != option.id and float(first.monthly_cost.amount) < float(after.amount):
        better = f" {first.name} would be simpler: {first.monthly_cost}."
    return f"{money}{unmet}.{better}"


def _mostly(option: OptionLine, before: Amount | None) -> str:
    """Name the part behind a bill that doubled, when it is most of that bill."""
    share = option.costliest
    if before is None or share is None:
        return ""
    total, part = float(option.monthly_cost.amount), float(share.monthly_cost.amount)
    if total < _DOUBLED * float(before.amount) or part < total / 2:
        return ""
    return f", most of it {share.title} ({share.monthly_cost})"


def _named(pinned: Pinned) -> str:
    quote = pinned.quote.strip()
    if quote and quote.lower() not in pinned.statement.lower():
        return f"'{quote[:_LONGEST_QUOTE]}' ({_amount(pinned)})"
    return _amount(pinned)


def _amount(pinned: Pinned) -> str:
    return f"{pinned.kind.replace('_', ' ')}: {pinned.statement[:1].lower()}{pinned.statement[1:]}"


def _quoted(phrases: Sequence[str]) -> str:
    return ", ".join(f"'{phrase[:_LONGEST_QUOTE]}'" for phrase in phrases[-_MOST_LEFT:])
