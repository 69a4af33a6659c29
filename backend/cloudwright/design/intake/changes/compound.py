"""Sentences that ask for several changes at once: 'add a firewall and move to Ireland'."""

import re
from collections.abc import Callable, Iterator

from cloudwright.design.intake.changes.sketch import Proposed, Sketch, Unclear
from cloudwright.design.model.edits import Edit, SetRegion

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

    A part without a verb takes that of the part before it. One part that cannot be done stops all; a part
    that is no change at all is named in `left`.
    """
    parts = _SPLIT.split(text.strip().rstrip(".!"), maxsplit=_MOST_PARTS)
    found = list(_found(parts, sketch, find))
    unclear = next((f for _, f in found if isinstance(f, Unclear)), None)
    proposed = [f for _, f in found if isinstance(f, Proposed)]
    if len(proposed) + (unclear is not None) < 2:
        return _single(found, proposed)
    if unclear is not None:
        return unclear
    edits = _distinct(edit for each in proposed for edit in each.edits)
    if sum(isinstance(edit, SetRegion) for edit in edits) > 1:
        return Unclear(reason="A design runs in one Region, and that names several.")
    left = "; ".join(part for part, f in found if f is None and not _answered(part))
    return Proposed(edits=edits, note="; ".join(each.note for each in proposed)[:600], left=left)


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
    verb = ""
    for part in parts:
        own = _VERB.search(part)
        result = find(part, sketch)
        if result is None and own is None and verb and not _ASKED.match(part):
            result = find(f"{verb} {part}", sketch)
        verb = own.group() if own else verb
        yield part, result


def _distinct(edits: Iterator[Edit]) -> tuple[Edit, ...]:
    kept: list[Edit] = []
    for edit in edits:
        if edit not in kept:
            kept.append(edit)
    return tuple(kept)
