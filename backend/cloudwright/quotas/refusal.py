"""Ends a request for which there is no room."""

from cloudwright.quotas.caps import ORGANIZATION
from cloudwright.quotas.errors import QuotaReached
from cloudwright.quotas.schemas import Refused


def quota_reached(refused: Refused) -> QuotaReached:
    """Return the error that tells a person what is used up, and when there is room again."""
    again = (
        f"There is room again on {refused.resets_at:%-d %B %Y}."
        if refused.resets_at
        else "Remove something, or ask an admin for more."
    )
    what = f"{refused.limit:,} {refused.metric.value.replace('_', ' ')} for {_whose(refused.subject)}"
    return QuotaReached(
        f"The limit of {what} is reached ({refused.used:,} used). "
        f"Nothing was started, everything is kept. {again}",
        details={
            "metric": refused.metric.value,
            "subject": refused.subject,
            "limit": refused.limit,
            "used": refused.used,
            "resets_at": refused.resets_at.isoformat() if refused.resets_at else None,
        },
    )


def _whose(subject: str) -> str:
    if subject == ORGANIZATION:
        return "your organisation"
    kind, _, name = subject.partition(":")
    return f"the mode {name}" if kind == "mode" else "you"
