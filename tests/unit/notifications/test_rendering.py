"""Messages become e-mails that say the same as text and as HTML."""

import re
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from html import unescape

import pytest
from pydantic import ValidationError

from builders.mail import EVERY_CONTENT, LINK, a_message
from cloudwright.config import NotificationSettings
from cloudwright.notifications.mime import as_mime
from cloudwright.notifications.rendering import rendered
from cloudwright.notifications.retrying import pause
from cloudwright.notifications.schemas import Content, Invitation, Message, VerifyAddress

AT = datetime(2026, 3, 1, 9, 5, tzinfo=UTC)


@pytest.mark.parametrize("content", EVERY_CONTENT, ids=lambda each: each.template)
def test_text_and_html_hold_the_same_values_and_leave_no_name_open(content: Content) -> None:
    email = rendered(a_message(content=content))

    html = unescape(email.html)
    assert email.subject
    assert not re.search(r"\$[a-z]", email.subject + email.text + email.html)
    assert LINK in email.text
    assert LINK in html
    values = content.model_dump(exclude={"template", "link", "at"}).values()
    missing = [v for v in values if str(v) not in html or str(v) not in email.subject + email.text]
    assert missing == []


@pytest.mark.parametrize("content", EVERY_CONTENT, ids=lambda each: each.template)
def test_every_html_can_be_read_in_the_dark_and_loads_nothing(content: Content) -> None:
    html = rendered(a_message(content=content)).html

    assert "prefers-color-scheme: dark" in html
    assert not re.search(r"<(img|script|link|iframe)|url\(|@import|\ssrc=", html)


def test_a_name_cannot_bring_markup_or_another_template_name() -> None:
    hostile = Invitation(
        inviter='<img src=x onerror="alert(1)"> $link ${link}',
        organization="</main><script>",
        role="viewer",
        link=LINK,
        days=7,
    )
    html = rendered(a_message(content=hostile)).html

    assert "<img" not in html
    assert "<script" not in html
    assert "$link ${link}" in html


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "https://a b", 'https://a"onclick=x', "//evil.example"]
)
def test_links_that_are_not_plain_web_addresses_are_refused(link: str) -> None:
    with pytest.raises(ValidationError):
        VerifyAddress(person="Ada", link=link, hours=1)


@pytest.mark.parametrize("to", ["ada", "ada@x\nbcc: all@x", "ada@a.com,eve@b.com", "<ada@a.com>"])
def test_addresses_that_would_change_the_header_are_refused(to: str) -> None:
    with pytest.raises(ValidationError):
        Message(to=to, content=EVERY_CONTENT[0])


def test_the_bytes_carry_both_forms_and_a_name_made_of_the_key() -> None:
    email = rendered(a_message(content=EVERY_CONTENT[2]))
    message = as_mime(email, sender="Cloudwright <no-reply@example.com>", key="ntf_1", at=AT)

    read = message_from_bytes(message.as_bytes(), policy=policy.default)

    assert isinstance(read, EmailMessage)
    assert read["Message-ID"] == "<ntf_1@example.com>"
    assert read["Subject"] == "Grace Hopper invites you to Shop & Söhne"
    kinds = [part.get_content_type() for part in read.walk() if not part.is_multipart()]
    assert kinds == ["text/plain", "text/html"]


def test_pauses_double_up_to_the_longest_and_end_with_the_last_attempt() -> None:
    settings = NotificationSettings(attempts=5, first_pause_seconds=30, longest_pause_seconds=100)

    pauses = [pause(attempt, settings) for attempt in range(1, 6)]

    assert [each and each.total_seconds() for each in pauses] == [30, 60, 100, 100, None]


def test_a_lease_that_ends_while_a_mail_server_may_still_answer_is_refused() -> None:
    with pytest.raises(ValidationError):
        NotificationSettings(lease_seconds=30, timeout_seconds=30)
