"""Text cut to the room that one sheet has."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from cloudwright.design.diagram.typeface import text_width

# Half of the sheet's width but for a mark, and its type, at 96 pixels an inch.
_HALF_PIXELS, _SIZE_PIXELS, _WRAPPED = 317.0, 12.0, 0.93
_NAMED = 3
_COURTESY = re.compile(
    r"^(?:(?:hi|hello|hey|good (?:morning|afternoon|evening))(?: (?:there|all|team))?\b[,.! ]*"
    r"|please\b[, ]*|(?:can|could|would) you (?:please )?(?:also )?"
    r"|(?:we|i)(?: would|'d) like (?:you )?to |i (?:want|need) you to )",
    re.IGNORECASE,
)
_THANKS = re.compile(r"[\s,.!]*\b(?:thanks|thank you|cheers)\b[^.!?]*[.!]*\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Listed:
    """The first of several items, and how many more there are."""

    shown: tuple[str, ...]
    total: int

    @property
    def more(self) -> int:
        return self.total - len(self.shown)


@dataclass(frozen=True, slots=True)
class Room:
    """A list's place on the sheet: lines in all, lines of one item at most, and characters of one item."""

    lines: int
    most: int
    characters: int

    def taken(self, text: str) -> int:
        """Return the lines of an item in half the width, with what is lost where words wrap."""
        wide = text_width(text, _SIZE_PIXELS) / (_HALF_PIXELS * _WRAPPED)
        return max(1, min(self.most, ceil(wide)))


def first(items: Iterable[str], room: Room) -> Listed:
    """Return as many items as there is room for."""
    found = list(items)
    shown: list[str] = []
    left = room.lines
    for item in found:
        line = cut(item, room.characters)
        left -= room.taken(line)
        if left < 0:
            break
        shown.append(line)
    return Listed(tuple(shown), len(found))


def cut(text: str, characters: int) -> str:
    """Return the text on one line; what is too long ends after a whole word and with an ellipsis."""
    line = " ".join(text.split())
    if len(line) <= characters:
        return line
    kept = line[: characters - 1]
    whole = kept.rsplit(" ", 1)[0] if " " in kept[characters // 2 :] else kept
    return whole.rstrip(" ,;:.-") + "…"


def sentence(text: str) -> str:
    """Return the text with a capital first and a full stop last."""
    line = " ".join(text.split())
    if not line:
        return ""
    return line[:1].upper() + line[1:] + ("" if line.endswith((".", "!", "?", "…")) else ".")


def without_courtesies(text: str) -> str:
    """Return what somebody asked for without greeting, please and thanks."""
    asked = " ".join(text.split())
    found = _THANKS.sub("", asked)
    while (shorter := _COURTESY.sub("", found)) != found:
        found = shorter
    return sentence(found if found == asked else found.rstrip("?"))


def named_first(names: Sequence[str]) -> str:
    """Return `Database, Cache and 2 more`: so many names that they fit, and how many there are besides."""
    shown, besides = [*names[:_NAMED]], len(names) - _NAMED
    if besides > 0:
        shown.append(f"{besides} more")
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
