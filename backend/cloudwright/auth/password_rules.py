"""Which passwords may be chosen: long enough, and not one that others try first. Never which letters.

NIST SP 800-63B-4 section 3.1.1.2 and OWASP ASVS 5 section 6.2. The list holds the most common passwords of 8
letters and more out of zxcvbn (MIT License, 2015), folded.
"""

import unicodedata
from collections.abc import Collection, Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType

SHORTEST = 10  # letters
LONGEST = 128  # letters; far more than a manager of passwords makes, and cheap to hash

_PRODUCT = "cloudwright"
_FEWEST_DIFFERENT = 4
_SHORTEST_ABOUT = 4
_ENDINGS = "0123456789!?.,;:-_*#$%&+=@"


class Problem(StrEnum):
    """Why a password is not taken."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    NOT_TEXT = "not_text"
    COMMON = "common"
    REPEATING = "repeating"
    ABOUT_YOU = "about_you"


SENTENCES: Mapping[Problem, str] = MappingProxyType(
    {
        Problem.TOO_SHORT: f"Take at least {SHORTEST} characters. A few words in a row are easy to remember.",
        Problem.TOO_LONG: f"Take at most {LONGEST} characters.",
        Problem.NOT_TEXT: "Take characters that can be typed.",
        Problem.COMMON: "Many people have this password, so it is tried first. Take another one.",
        Problem.REPEATING: "This repeats a few characters. Take a password with more different ones.",
        Problem.ABOUT_YOU: "This is mostly your name, your address or ours. Take another one.",
    }
)


def normalised(password: str) -> str:
    """Return the one spelling of a password, whichever keyboard typed it (NFKC)."""
    return unicodedata.normalize("NFKC", password)


def problem_of(password: str, *, about: Collection[str] = ()) -> Problem | None:
    """Return why a password may not be chosen, or None; `about` are names and addresses of the person."""
    text = normalised(password)
    if len(text) < SHORTEST:
        return Problem.TOO_SHORT
    if len(text) > LONGEST:
        return Problem.TOO_LONG
    if any(unicodedata.category(letter) in {"Cc", "Cs", "Cn", "Co"} for letter in text):
        return Problem.NOT_TEXT
    folded = text.casefold()
    if len(set(folded)) < _FEWEST_DIFFERENT:
        return Problem.REPEATING
    if {folded, folded.rstrip(_ENDINGS)} & _tried_first():
        return Problem.COMMON
    return Problem.ABOUT_YOU if _mostly(folded, (*about, _PRODUCT)) else None


def _mostly(folded: str, about: Collection[str]) -> bool:
    """Return whether little is left of the password without what anybody can know of the person."""
    words = {
        normalised(part).casefold() for word in about for part in (word, *word.replace("@", " ").split())
    }
    left = folded
    for word in sorted(words, key=len, reverse=True):
        left = left.replace(word, "") if len(word) >= _SHORTEST_ABOUT else left
    return left != folded and len(left.strip(_ENDINGS)) < _SHORTEST_ABOUT


@cache
def _tried_first() -> frozenset[str]:
    text = files("cloudwright.auth").joinpath("common_passwords.txt").read_text(encoding="utf-8")
    return frozenset(text.splitlines())
