"""Which component a resource belongs to, by its name alone."""

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^A-Za-z0-9]+")


class Owners:
    """Finds the component whose id begins a logical id (`ApiHandlerRole`) or a label (`api_handler_role`).

    Of several the longest wins: `api-handler` before `api`.
    """

    def __init__(self, ids: Iterable[str]) -> None:
        ordered = sorted(ids, key=lambda i: (-len(i), i))
        self._logical = tuple((_pascal(i), i) for i in ordered)
        self._labels = tuple((i.replace("-", "_"), i) for i in ordered)

    def of_logical_id(self, logical_id: str) -> str | None:
        for beginning, element_id in self._logical:
            rest = logical_id.removeprefix(beginning)
            if rest != logical_id and (not rest or not rest[0].islower()):
                return element_id
        return None

    def of_label(self, label: str) -> str | None:
        for beginning, element_id in self._labels:
            if label == beginning or label.startswith(f"{beginning}_"):
                return element_id
        return None


def _pascal(element_id: str) -> str:
    return "".join(word[:1].upper() + word[1:] for word in _WORD.split(element_id))
