"""Who really sends."""

from typing import Protocol

from cloudwright.notifications.schemas import Email


class EmailSender(Protocol):
    """Hands one e-mail to a mail system."""

    async def send(self, email: Email, *, key: str) -> None:
        """Send `email`.

        The same `key` again is the same e-mail again: a process died before it could note that it had sent
        it. What can drop repetitions does so; what cannot puts the key where the next one can (Message-ID).

        Raises:
            EmailUnsent: another attempt may work.
            EmailRejected: it never will.
        """
        ...
