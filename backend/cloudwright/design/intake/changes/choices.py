"""Which of the options is chosen: 'I'd take the second one', 'go with the guarded one', 'back to option A'."""

import re
from collections.abc import Sequence

from cloudwright.design.intake.changes.plain import LONGEST_ORDER

_CUE = re.compile(
    r"\b(?:take|go (?:ahead )?(?:with|for)|choose|pick|select|prefer|stick (?:with|to)|continue with|settle on|like|again|back to|return to|switch (?:back )?to|use|want)\b",
    re.IGNORECASE,
)
_THING = r"(?:one|option|design|variant|version|alternative|proposal|choice)"
_ORDINALS = {
    "first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3, "last": -1, "simplest": 0,
}  # fmt: skip
_ORDINAL = re.compile(
    rf"\b(?:the )?(?P<ordinal>{'|'.join(_ORDINALS)})(?: {_THING})?(?=\s*(?:$|[.,;!]|please\b|then\b|and\b|again\b))",
    re.IGNORECASE,
)
_FEATURE = re.compile(
    rf"\b(?:the )?{_THING} (?P<how>with|that has|having|without) (?P<what>[^.;!?,]{{2,40}})", re.IGNORECASE
)
_COMMON = frozenset(("the", "more", "less", "extra", "web", "own", "please"))
_LETTER = re.compile(rf"\b{_THING} (?P<letter>[a-d1-4])\b|^\s*(?P<alone>[A-D])\s*[.!]?\s*$", re.IGNORECASE)


def chosen_option(text: str, names: Sequence[str], ideas: Sequence[str] = ()) -> int | None:
    """Return the place in `names` of the option that the text chooses, or None when it chooses none.

    'The one with the firewall' is the only one whose idea says so.
    """
    if not names or len(text) > LONGEST_ORDER or text.rstrip().endswith("?"):
        return None
    letter = _LETTER.search(text)
    if letter is not None:
        return _within(_place(letter["letter"] or letter["alone"]), names)
    if _CUE.search(text) is None:
        return None
    ordinal = _ORDINAL.search(text)
    if ordinal is not None:
        return _within(_ORDINALS[ordinal["ordinal"].lower()], names)
    found = _by_name(text, names)
    return _by_feature(text, ideas) if found is None else found


def _by_feature(text: str, ideas: Sequence[str]) -> int | None:
    match = _FEATURE.search(text)
    if match is None:
        return None
    words = [w for w in re.findall(r"[a-z]{3,}", match["what"].lower()) if w not in _COMMON]
    having = [
        i for i, idea in enumerate(ideas) if words and all(w.rstrip("s") in idea.lower() for w in words)
    ]
    if match["how"].lower() == "without":
        having = [i for i in range(len(ideas)) if i not in having]
    return having[0] if len(having) == 1 else None


def _place(letter: str) -> int:
    return int(letter) - 1 if letter.isdigit() else ord(letter.lower()) - ord("a")


def _within(place: int, names: Sequence[str]) -> int | None:
    return place % len(names) if -1 <= place < len(names) else None


def _by_name(text: str, names: Sequence[str]) -> int | None:
    """Find the option by its whole name, or by one word of it before 'one', 'option' and the like."""
    said = text.lower()
    whole = [i for i, name in enumerate(names) if name.lower() in said]
    if len(whole) == 1:
        return whole[0]
    word = re.search(rf"\bthe (?P<word>[\w-]+) {_THING}\b", said)
    if word is None:
        return None
    having = [i for i, name in enumerate(names) if word["word"] in name.lower().split()]
    return having[0] if len(having) == 1 else None
