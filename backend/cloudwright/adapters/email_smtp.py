"""Sends e-mails through a mail server: smtplib in a thread."""

import asyncio
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage

from cloudwright.config import NotificationSettings, Security
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.notifications.errors import EmailRejected, EmailUnsent
from cloudwright.notifications.mime import address_of, as_mime
from cloudwright.notifications.schemas import Email

_PERMANENT = 500  # replies from here on will not change: RFC 5321, 4.2.1


class SmtpSender:
    """One connection for each e-mail; `trust` are certificates to accept beside the system's."""

    def __init__(
        self, settings: NotificationSettings, *, trust: ssl.SSLContext | None = None, clock: Clock = utc_now
    ) -> None:
        self._settings = settings
        self._trust = trust or ssl.create_default_context()
        self._clock = clock

    async def send(self, email: Email, *, key: str) -> None:
        """Hand `email` to the mail server; the key becomes its Message-ID."""
        message = as_mime(email, sender=self._settings.sender, key=key, at=self._clock())
        await asyncio.to_thread(self._send, message, email.to)

    def _send(self, message: EmailMessage, to: str) -> None:
        try:
            with self._connected() as server:
                server.send_message(message, from_addr=address_of(self._settings.sender), to_addrs=[to])
        except smtplib.SMTPRecipientsRefused as error:
            code, reply = error.recipients[to]
            raise _refusal(code, reply) from error
        except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
            raise _refusal(error.smtp_code, error.smtp_error) from error
        except smtplib.SMTPNotSupportedError as error:
            raise EmailUnsent(f"The mail server cannot do what is needed: {error}.") from error
        except (smtplib.SMTPException, OSError) as error:
            raise EmailUnsent(f"The mail server could not be used ({type(error).__name__}).") from error

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        host, port = self._settings.smtp_host, self._settings.smtp_port
        timeout = self._settings.timeout_seconds
        if self._settings.smtp_security is Security.TLS:
            opened: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=timeout, context=self._trust)
        else:
            opened = smtplib.SMTP(host, port, timeout=timeout)
        with opened as server:
            if self._settings.smtp_security is Security.STARTTLS:
                server.starttls(context=self._trust)
            if self._settings.smtp_user:
                server.login(self._settings.smtp_user, self._settings.smtp_password.get_secret_value())
            yield server


def _refusal(code: int, reply: bytes | str) -> EmailRejected | EmailUnsent:
    words = reply.decode(errors="replace") if isinstance(reply, bytes) else reply
    sentence = f"The mail server answered {code}: {words[:500]}"
    return EmailRejected(sentence) if code >= _PERMANENT else EmailUnsent(sentence)
