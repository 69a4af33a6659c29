"""Ends a request for which there is no room."""

from cloudwright.quotas.caps import ORGANIZATION
from cloudwright.quotas.errors import QuotaReached
from cloudwright.quotas.schemas import Metric, Refused
from cloudwright.quotas.wording import amount


def quota_reached(refused: Refused) -> QuotaReached:
    """Return the error that tells a person what is used up, when there is room again, and what to do."""
    details = {
        "metric": refused.metric.value,
        "subject": refused.subject,
        "limit": refused.limit,
        "used": refused.used,
        "resets_at": refused.resets_at.isoformat() if refused.resets_at else None,
    }
    limit, used = amount(refused.metric, refused.limit), amount(refused.metric, refused.used)
    state = "is reached" if refused.used >= refused.limit else "leaves no room for this"
    return QuotaReached(
        f"The limit of {limit} for {_whose(refused.subject)} {state} ({used} used). "
        f"Nothing was started, everything is kept. {_again(refused)}",
        details=details,
    )


def _again(refused: Refused) -> str:
    if refused.resets_at:
        return f"There is room again on {refused.resets_at:%-d %B %Y}; an admin can give more before."
    if refused.metric is Metric.CONCURRENT_RUNS:
        return "Wait until another run has ended, or ask an admin for more."
    return "Remove something, or ask an admin for more."


def _whose(subject: str) -> str:
    if subject == ORGANIZATION:
        return "your organisation"
    kind, _, name = subject.partition(":")
    return f"the mode {name}" if kind == "mode" else "you"
