"""When a message is tried again."""

from datetime import timedelta

from cloudwright.config import NotificationSettings


def pause(attempt: int, settings: NotificationSettings) -> timedelta | None:
    """Return how long to wait after failed attempt number `attempt`, None when it was the last.

    It doubles from `first_pause_seconds` up to `longest_pause_seconds`.
    """
    if attempt >= settings.attempts:
        return None
    doubled = settings.first_pause_seconds * 2 ** min(attempt - 1, 30)
    return timedelta(seconds=min(doubled, settings.longest_pause_seconds))
