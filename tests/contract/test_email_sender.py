"""What every sender of e-mails promises, judged by what arrives."""

import json
from base64 import b64decode
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from http.server import ThreadingHTTPServer

import pytest
import structlog

from builders.loopback import JsonCalls, served
from builders.mail import EVERY_CONTENT, RememberedSender, a_mail_server, a_message
from cloudwright.adapters.email_console import ConsoleSender
from cloudwright.adapters.email_ses import SesSender, ses_client
from cloudwright.adapters.email_smtp import SmtpSender
from cloudwright.config import NotificationSettings, Security
from cloudwright.notifications.errors import EmailRejected, EmailUnsent
from cloudwright.notifications.ports import EmailSender
from cloudwright.notifications.rendering import rendered

EMAIL = rendered(a_message(content=EVERY_CONTENT[2]))
FROM = "Cloudwright <no-reply@example.com>"


@dataclass(frozen=True)
class Posted:
    """A sender, the texts that arrived, and what makes the next one fail once."""

    sender: EmailSender
    texts: Callable[[], Sequence[str]]
    reject: Callable[[], None] = field(default=lambda: None)
    delay: Callable[[], None] = field(default=lambda: None)


@contextmanager
def _console() -> Iterator[Posted]:
    with structlog.testing.capture_logs() as logs:
        yield Posted(
            ConsoleSender(), lambda: ["\n".join(str(entry.get("text", "")) for entry in logs)] if logs else []
        )


@contextmanager
def _memory() -> Iterator[Posted]:
    sender = RememberedSender()
    yield Posted(
        sender,
        lambda: [email.text for email in sender.received.values()],
        reject=lambda: sender.refusals.append(EmailRejected("no such mailbox")),
        delay=lambda: sender.refusals.append(EmailUnsent("come back later")),
    )


@contextmanager
def _smtp() -> Iterator[Posted]:
    with a_mail_server() as mail:
        settings = NotificationSettings(
            sender=FROM,
            smtp_host="127.0.0.1",
            smtp_port=mail.port,
            smtp_security=Security.NONE,
            timeout_seconds=5,
        )

        def reply(words: str) -> None:
            mail.recipient_reply = words

        yield Posted(
            SmtpSender(settings),
            lambda: [str(each.get_body(("plain",))) for each in mail.received],
            reject=lambda: reply("550 no such mailbox"),
            delay=lambda: reply("451 come back later"),
        )


@dataclass
class _Ses:
    """What the loopback SES was sent, and the error that it answers with."""

    raw: list[bytes] = field(default_factory=list)
    refusal: str = ""


@contextmanager
def _ses(monkeypatch: pytest.MonkeyPatch) -> Iterator[Posted]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    seen = _Ses()

    class Calls(JsonCalls):
        def do_POST(self) -> None:  # noqa: N802  the name is the library's
            asked = json.loads(self.body())
            assert self.path == "/v2/email/outbound-emails"
            if seen.refusal:
                self.answer(400, {"message": "refused"}, headers={"x-amzn-errortype": seen.refusal})
                return
            seen.raw.append(b64decode(asked["Content"]["Raw"]["Data"]))
            self.answer(200, {"MessageId": "1"})

    with served(ThreadingHTTPServer(("127.0.0.1", 0), Calls)) as port:
        settings = NotificationSettings(sender=FROM, ses_region="eu-west-1", timeout_seconds=5)
        client = ses_client(settings, endpoint_url=f"http://127.0.0.1:{port}")
        yield Posted(
            SesSender(settings, client),
            lambda: [_text(raw) for raw in seen.raw],
            reject=lambda: setattr(seen, "refusal", "MessageRejected"),
            delay=lambda: setattr(seen, "refusal", "TooManyRequestsException"),
        )


def _text(raw: bytes) -> str:
    message = message_from_bytes(raw, policy=policy.default)
    assert message["X-Cloudwright-Message"]
    return str(message.get_body(("plain",)))


@pytest.fixture(params=["console", "memory", "smtp", "ses"])
def opened(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> AbstractContextManager[Posted]:
    made: dict[str, Callable[[], AbstractContextManager[Posted]]] = {
        "console": _console,
        "memory": _memory,
        "smtp": _smtp,
        "ses": lambda: _ses(monkeypatch),
    }
    return made[str(request.param)]()


async def test_what_is_sent_arrives_with_its_link(opened: AbstractContextManager[Posted]) -> None:
    with opened as posted:
        await posted.sender.send(EMAIL, key="ntf_1")

        (text,) = posted.texts()
        assert "https://app.example.com/go" in text
        assert "Shop" in text


async def test_a_refusal_for_good_and_one_for_now_are_told_apart(
    opened: AbstractContextManager[Posted], request: pytest.FixtureRequest
) -> None:
    if "console" in request.node.name:
        pytest.skip("a terminal refuses nothing")
    with opened as posted:
        posted.reject()
        with pytest.raises(EmailRejected):
            await posted.sender.send(EMAIL, key="ntf_1")
        posted.delay()
        with pytest.raises(EmailUnsent):
            await posted.sender.send(EMAIL, key="ntf_1")
        assert posted.texts() == []


async def test_a_repetition_is_recognised_by_the_name_of_the_e_mail() -> None:
    with a_mail_server() as mail:
        settings = NotificationSettings(
            sender=FROM, smtp_host="127.0.0.1", smtp_port=mail.port, smtp_security=Security.NONE
        )
        await SmtpSender(settings).send(EMAIL, key="ntf_1")
        await SmtpSender(settings).send(EMAIL, key="ntf_1")

        assert [each["Message-ID"] for each in mail.received] == ["<ntf_1@example.com>"] * 2
        assert mail.recipients == ["ada@example.com"] * 2


async def test_a_mail_server_that_is_gone_or_cannot_encrypt_is_tried_again_later() -> None:
    with a_mail_server() as mail:
        encrypted = NotificationSettings(sender=FROM, smtp_host="127.0.0.1", smtp_port=mail.port)
        with pytest.raises(EmailUnsent):
            await SmtpSender(encrypted).send(EMAIL, key="ntf_1")
        assert mail.received == []
    with pytest.raises(EmailUnsent):
        await SmtpSender(encrypted).send(EMAIL, key="ntf_1")
