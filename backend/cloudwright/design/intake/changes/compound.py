"""Sentences that ask for several changes at once: 'add a firewall and move to Ireland'."""

import re
from collections.abc import Callable, Iterable, Iterator

from cloudwright.design.intake.changes.plain import NOT_SO
from cloudwright.design.intake.changes.settings import keeping_of
from cloudwright.design.intake.changes.sketch import Proposed, Sketch, Unclear, after
from cloudwright.design.model.edits import AddComponent, Edit, SetRegion, UpdateComponent

Find = Callable[[str, Sketch], Proposed | Unclear | None]

_SPLIT = re.compile(
    r"\s*(?:;|,?\s+and then\s+|,?\s+then\s+|,?\s+and\s+|,\s+|\.\s+|\s+with a (?=burst))(?:also\s+)?",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:add|remove|drop|delete|move|set|enable|disable|turn (?:on|off)|use|encrypt|protect|put|give|get rid of)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\s*(?:what|how|why|which|who|when|is|are|does|do|tell|show|then|say)\b", re.IGNORECASE)
_ANSWERED = re.compile(
    r"\b(?:costs?|price|cheaper|save|saves)\b", re.IGNORECASE
)  # by every report of a change
_MOST_PARTS = 8


def compound(text: str, sketch: Sketch, find: Find) -> Proposed | Unclear | None:
    """Return the edits of every part, or None when the text is not made of at least two changes.

    A part without a verb takes that of the part before it, and may speak of what the parts before it add. One
    part that cannot be done stops all, unless it is so already; a part that is no change at all is named in `left`.
    """
    parts = _SPLIT.split(NOT_SO.sub(" ", text).strip().rstrip(".!"), maxsplit=_MOST_PARTS)
    found = list(_found(parts, sketch, find))
    unclear = next((f for _, f in found if isinstance(f, Unclear) and not f.already), None)
    known = [f for _, f in found if isinstance(f, Unclear) and f.already]
    proposed = [f for _, f in found if isinstance(f, Proposed)]
    if len(proposed) + (unclear is not None) + len(known) < 2:
        return _single(found, proposed)
    if unclear is not None or not proposed:
        return unclear or known[0]
    edits = _distinct(edit for each in proposed for edit in each.edits)
    if sum(isinstance(edit, SetRegion) for edit in edits) > 1:
        return Unclear(reason="A design runs in one Region, and that names several.")
    left = "; ".join(part for part, f in found if f is None and not _answered(part))
    told = " ".join(
        dict.fromkeys([each.told for each in proposed if each.told] + [each.reason for each in known])
    )
    return Proposed(edits=edits, note="; ".join(each.note for each in proposed)[:600], left=left, told=told)


def _single(found: list[tuple[str, Proposed | Unclear | None]], proposed: list[Proposed]) -> Proposed | None:
    """One change among words that are none: they are said back when they could have been a wish."""
    rest = [part for part, f in found if f is None and (_VERB.match(part) or part.count(" ") > 1)]
    if len(proposed) != 1 or not rest:
        return None
    left = [part for part in rest if not _answered(part)]
    return proposed[0].model_copy(update={"left": "; ".join(left)})


def _answered(part: str) -> bool:
    return _ASKED.match(part) is not None and _ANSWERED.search(part) is not None


def _found(parts: list[str], sketch: Sketch, find: Find) -> Iterator[tuple[str, Proposed | Unclear | None]]:
    verb, last = "", ""
    for part in parts:
        own = _VERB.search(part)
        result = find(part, sketch)
        if result is None and own is None and verb and not _ASKED.match(part):
            result = find(f"{verb} {part}", sketch)
        if result is None and last:
            result = keeping_of(part, sketch, last)
        verb = own.group() if own else verb
        if isinstance(result, Proposed):
            last = touched(result.edits)
            sketch = after(sketch, result.edits)
        yield part, result


def touched(edits: Iterable[Edit]) -> str:
    """Return the id of the first component that edits add or set, empty when they do neither."""
    for edit in edits:
        if isinstance(edit, AddComponent):
            return edit.component.id
        if isinstance(edit, UpdateComponent):
            return edit.id
    return ""


def _distinct(edits: Iterator[Edit]) -> tuple[Edit, ...]:
    kept: list[Edit] = []
    for edit in edits:
        if edit not in kept:
            kept.append(edit)
    return tuple(kept)
