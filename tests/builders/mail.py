"""Messages to send, senders that remember, and a mail server on the loopback."""

import socketserver
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

from builders.loopback import served
from cloudwright.notifications.errors import EmailRejected, EmailUnsent
from cloudwright.notifications.schemas import (
    AccountChanged,
    AccountDeleted,
    AccountExists,
    Content,
    Email,
    Invitation,
    InvitationAccepted,
    Message,
    NewDevice,
    NoAccount,
    PaymentFailed,
    PlanChanged,
    QuotaNearlyUsed,
    QuotaRequested,
    QuotaUsed,
    ResetPassword,
    VerifyAddress,
)

LINK = "https://app.example.com/go?token=a1b2&n=1"
EVERY_CONTENT: Sequence[Content] = (
    VerifyAddress(person="Ada", link=LINK, hours=24),
    ResetPassword(person="Ada", link=LINK, minutes=30),
    Invitation(inviter="Grace Hopper", organization="Shop & Söhne", role="architect", link=LINK, days=7),
    InvitationAccepted(person="Ada", organization="Shop & Söhne", role="architect", link=LINK),
    QuotaNearlyUsed(
        organization="Shop & Söhne",
        whose="Ada",
        used="800 tokens",
        limit="1,000 tokens",
        then="Nothing stops yet.",
        link=LINK,
    ),
    QuotaUsed(
        organization="Shop & Söhne",
        whose="Ada",
        limit="1,000 tokens",
        then="Nothing new is started.",
        link=LINK,
    ),
    QuotaRequested(
        organization="Shop & Söhne", person="Ada", what="Tokens", state="1,000 of 1,000", link=LINK
    ),
    PaymentFailed(plan="Team", kept_until="14 March 2026", link=LINK),
    PlanChanged(before="Free", after="Team", seats=5, link=LINK),
    NewDevice(
        person="Ada",
        device="Firefox on Linux",
        place="Zürich",
        at=datetime(2026, 3, 1, 9, 5, tzinfo=UTC),
        link=LINK,
    ),
    AccountExists(person="Ada", link=LINK),
    NoAccount(link=LINK),
    AccountChanged(
        person="Ada",
        what="A second factor was turned on.",
        device="Firefox on Linux",
        at=datetime(2026, 3, 1, 9, 5, tzinfo=UTC),
        link=LINK,
    ),
    AccountDeleted(person="Ada", at=datetime(2026, 3, 1, 9, 5, tzinfo=UTC), link=LINK),
)


def a_message(*, to: str = "ada@example.com", once: str = "", content: Content | None = None) -> Message:
    return Message(to=to, content=content or EVERY_CONTENT[0], once=once)


@dataclass
class RememberedSender:
    """Keeps what it is given, one for each key; `refusals` come first, one for each call."""

    refusals: list[EmailUnsent | EmailRejected] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    received: dict[str, Email] = field(default_factory=dict)

    async def send(self, email: Email, *, key: str) -> None:
        self.calls.append(key)
        if self.refusals:
            raise self.refusals.pop(0)
        self.received.setdefault(key, email)


@dataclass
class MailServer:
    """What a loopback mail server took, and how it is told to answer `RCPT`."""

    port: int = 0
    recipient_reply: str = "250 fine"
    received: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)


class _Server(socketserver.ThreadingTCPServer):
    """Gives every session what it writes to."""

    daemon_threads = True

    mail: MailServer


class _Session(socketserver.StreamRequestHandler):
    """Speaks as much SMTP as smtplib needs."""

    server: _Server

    def handle(self) -> None:
        self._say("220 loopback")
        while line := self.rfile.readline().decode().strip():
            if not self._answer(line):
                return

    def _answer(self, line: str) -> bool:
        mail = self.server.mail
        match line[:4].upper():
            case "QUIT":
                self._say("221 bye")
                return False
            case "RCPT":
                mail.recipients.append(line.partition(":")[2].strip("<> "))
                self._say(mail.recipient_reply)
            case "DATA":
                self._say("354 go on")
                mail.received.append(self._taken())
                self._say("250 taken")
            case _:
                self._say("250 fine")
        return True

    def _taken(self) -> EmailMessage:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        return message_from_bytes(b"".join(lines), policy=policy.default)

    def _say(self, reply: str) -> None:
        self.wfile.write(f"{reply}\r\n".encode())


@contextmanager
def a_mail_server() -> Iterator[MailServer]:
    """Run a mail server on the loopback."""
    server = _Server(("127.0.0.1", 0), _Session)
    server.mail = MailServer()
    with served(server) as port:
        server.mail.port = port
        yield server.mail
