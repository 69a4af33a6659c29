"""Ranks texts by the words they share with a question: rare words weigh more, titles weigh twice."""

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")

_WORD = re.compile(r"[a-z0-9]+")
_EMPTY = frozenset(
    _WORD.findall(
        "a an and are as at be by can do does for from how i in is it of on or should the there to use what "
        "when which why with we you my our many much long take happen happens time times s"
    )
)
_TITLE_WEIGHT = 2


def words(text: str) -> list[str]:
    """Return the meaningful words, lower case, plural endings cut."""
    return [_stem(word) for word in _WORD.findall(text.lower()) if word not in _EMPTY]


def ranked(
    question: str, items: Sequence[T], *, title: Callable[[T], str], text: Callable[[T], str], limit: int
) -> list[T]:
    """Return the best matches, best first; nothing when they share less than half of the words."""
    wanted = set(words(question))
    bags = [_bag(title(item), text(item)) for item in items]
    frequency = Counter(word for bag in bags for word in bag)
    scored = [
        (sum(bag[word] * math.log(1 + len(bags) / frequency[word]) for word in wanted if word in bag), index)
        for index, bag in enumerate(bags)
        if 2 * len(wanted & bag.keys()) >= len(wanted)
    ]
    best = sorted((score, -index) for score, index in scored if score > 0)[::-1]
    return [items[-index] for _, index in best[:limit]]


def _bag(title: str, text: str) -> Counter[str]:
    bag = Counter(set(words(text)))
    for word in set(words(title)):
        bag[word] += _TITLE_WEIGHT
    return bag


def _stem(word: str) -> str:
    for ending in ("ies", "es", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            return word[: -len(ending)]
    return word
