"""An e-mail as the bytes that mail servers take."""

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from cloudwright.notifications.schemas import Email

KEY_HEADER = "X-Cloudwright-Message"


def as_mime(email: Email, *, sender: str, key: str, at: datetime) -> EmailMessage:
    """Return `email` as text with an HTML twin.

    The Message-ID is made of `key` alone, so that a repetition is recognised by whoever receives it.
    """
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = email.to
    message["Subject"] = email.subject
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{key}@{address_of(sender).rpartition('@')[2]}>"
    message[KEY_HEADER] = key
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(email.text)
    message.add_alternative(email.html, subtype="html")
    return message


def address_of(sender: str) -> str:
    """Return the bare address of `Name <address>`."""
    return parseaddr(sender)[1]
