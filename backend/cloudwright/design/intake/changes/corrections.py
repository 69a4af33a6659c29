"""Messages that only correct a number of the one before: 'rather after 60', 'sorry, 2 not 20', 'make that 90'."""

import re

from cloudwright.design.intake.changes.plain import LONGEST_ORDER

_UNIT = r"(?:%|[kKmM](?![a-zA-Z])|(?!(?:instead|rather|not|please|sorry|and)\b)[a-zA-Z]{1,12})"
_AMOUNT = rf"[$€£]?\d{{1,9}}(?:[.,]\d{{1,3}})*(?:\s?{_UNIT})?"
_CUE = (
    r"(?:no|nope|sorry|oops|actually|hm+|well|wait|ah|i mean(?:t)?|i slipped(?: \w+){0,3}|make (?:it|that)|rather|better|let's say|say|it's|it is"
    r"|it should be|should be|that should be|correction|typo)"
)
_CORRECTION = re.compile(
    rf"^\s*(?:{_CUE}[\s,.:!–-]+){{0,4}}(?:after|to|at|for|of)?\s*(?P<new>{_AMOUNT})"
    rf"(?:\s?,?\s*(?:and )?(?:not|instead of|rather than)\s+(?P<old>{_AMOUNT}))?"
    r"(?P<instead>\s+(?:instead|rather))?(?:\s?,?\s*(?:please|i slipped a zero|i mistyped|typo|sorry))*\s*[.!]*\s*$",
    re.IGNORECASE,
)
_OPENS = re.compile(rf"^\s*{_CUE}\b", re.IGNORECASE)
_NUMBERS = re.compile(
    r"[$€£]?(?<![\w.,])\d{1,9}(?:[.,]\d{1,3})*(?:\s?(?P<unit>%|[kKmM](?![a-zA-Z])|[a-zA-Z]{1,12}))?"
)
_DIGITS = re.compile(r"\d{1,9}(?:[.,]\d{1,3})*(?:[kKmM](?![a-zA-Z]))?")


def corrected(text: str, before: str) -> str | None:
    """Return the message before with the number in it that the text corrects, or None when it corrects none.

    Of several numbers it is the one that the text names, else the one in the same unit, else the only one.
    """
    if max(len(text), len(before)) > LONGEST_ORDER:
        return None
    match = _CORRECTION.match(text)
    if match is None or not (match["old"] or match["instead"] or _OPENS.match(text)):
        return None
    new = match["new"]
    found = list(_NUMBERS.finditer(before))
    meant = _meant(found, new=new, old=match["old"])
    if meant is None:
        return None
    old = meant.group()
    return before[: meant.start()] + _put(new, old) + before[meant.end() :]


def _meant(found: list[re.Match[str]], *, new: str, old: str | None) -> re.Match[str] | None:
    if old is not None:
        digits = _digits(old)
        return next((m for m in found if _digits(m.group()) == digits), None)
    unit = _unit(new)
    same = [m for m in found if unit and _unit(m.group()) == unit]
    if len(same) == 1:
        return same[0]
    return found[0] if len(found) == 1 else None


def _put(new: str, old: str) -> str:
    """Return the old number with new digits, in the new unit when one was said."""
    return new if _unit(new) else _DIGITS.sub(_digits(new), old, count=1)


def _digits(amount: str) -> str:
    found = _DIGITS.search(amount)
    return found.group() if found else amount


def _unit(amount: str) -> str:
    return _DIGITS.sub("", amount, count=1).strip(" $€£").lower().removesuffix("s")
