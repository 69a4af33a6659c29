"""Puts an answer into words: what matters first, at most 120 words, and no paragraph twice."""

import re
from collections.abc import Sequence

from cloudwright.agents.designer.results import Explained
from cloudwright.design.intake.changes.offers import offer

MOST_WORDS = 116
_AGAIN = "As I said before, and nothing has changed since."
_MORE = "The same as before; what I had not said yet:"


def told(answer: Explained, *, before: Sequence[str]) -> str:
    """Return the answer with as many details as there is room for; `before` is what was said earlier."""
    earlier = "\n".join(before)
    order = answer.orders[0] if answer.orders else ""
    ending = offer(order) if order else ""
    lead, details = answer.lead, [_bullet(d) for d in answer.details]
    if lead in earlier:
        fresh = [d for d in details if d not in earlier]
        lead = _MORE if fresh else f"{_AGAIN} {lead}"
        details = fresh
    return "\n\n".join(part for part in (lead, _fitting(details, used=f"{lead} {ending}"), ending) if part)


def _bullet(detail: str) -> str:
    return f"- {detail.rstrip('.')}" if not re.match(r"\d+\. ", detail) else detail


def _fitting(details: Sequence[str], *, used: str) -> str:
    """Return the first details that fit beside what is used already."""
    room = MOST_WORDS - len(used.split())
    kept = []
    for detail in details:
        room -= len(detail.split())
        if room < 0:
            break
        kept.append(detail)
    return "\n".join(kept)
