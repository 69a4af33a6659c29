"""Finds the recorded decision that a 'why' is about."""

import re
from collections.abc import Iterable

from cloudwright.agents.designer.results import Decided

_WHY = re.compile(r"\bwhy\b|\breason\b|\binstead of\b", re.IGNORECASE)
_WHOLE = re.compile(
    r"\bwhy\b[^?]*\b(?:it|this|that|everything)\b"
    r"[^?]*\b(?:built|made|done|designed|drawn|like this|th(?:is|at) way)\b"
    r"|\bwhy\b[^?]*\b(?:this design|these (?:parts|services))\b"
    r"|\b(?:explain|describe|justify)\b[^?]*\b(?:it|this|design|architecture)\b"
    r"|\bwalk (?:me|us) through\b|\bhow does (?:it|this|the design|the system) work\b",
    re.IGNORECASE,
)
_COMMON = frozenset(
    ("why", "not", "the", "use", "did", "you", "and", "for", "with", "this", "that", "instead", "reason")
)


def decision_about(query: str, decisions: Iterable[Decided]) -> Decided | None:
    """Return the decision that shares most telling words with a 'why' question, if any does."""
    if not _WHY.search(query):
        return None
    asked = _words(query) - _COMMON
    scored = [(len(asked & _words(_text(d))), d) for d in decisions]
    best = max(scored, key=lambda pair: pair[0], default=(0, None))
    return best[1] if best[0] else None


def _text(decided: Decided) -> str:
    return " ".join((decided.title, decided.choice, decided.context, *decided.alternatives))


def _words(text: str) -> set[str]:
    return {w.rstrip("s") for w in re.findall(r"[a-z0-9]{3,}", text.lower())}


def is_about_the_whole(question: str) -> bool:
    """Say whether a question asks why, or how, the whole design is as it is."""
    return _WHOLE.search(question) is not None
