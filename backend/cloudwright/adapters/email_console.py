"""Shows e-mails in the log of the terminal instead of sending them: the twin for one machine."""

import structlog

from cloudwright.notifications.schemas import Email

log = structlog.get_logger(__name__)


class ConsoleSender:
    """Shows each key once, so that a repetition is seen to be one."""

    def __init__(self) -> None:
        self._shown: set[str] = set()

    async def send(self, email: Email, *, key: str) -> None:
        """Write the text of `email` to the log."""
        if key in self._shown:
            return
        self._shown.add(key)
        log.info("e-mail, shown here because no mail server is set", to=email.to, subject=email.subject)
        for line in email.text.splitlines():
            if line:
                log.info("e-mail line", text=line)
