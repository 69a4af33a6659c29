"""Sends e-mails through Amazon SES: boto3 in a thread."""

import asyncio
from typing import Protocol

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from cloudwright.config import NotificationSettings
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.notifications.errors import EmailRejected, EmailUnsent
from cloudwright.notifications.mime import address_of, as_mime
from cloudwright.notifications.schemas import Email

# https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html#API_SendEmail_Errors
_PERMANENT = frozenset({"MessageRejected", "BadRequestException"})


class Ses(Protocol):
    """What we need of boto3's client `sesv2`."""

    def send_email(self, **request: object) -> object:
        """Send one e-mail."""
        ...


class SesSender:
    """SES gives its own Message-ID, so that the key travels as a header and as a tag of the sending event."""

    def __init__(self, settings: NotificationSettings, client: Ses, *, clock: Clock = utc_now) -> None:
        self._settings = settings
        self._client = client
        self._clock = clock

    async def send(self, email: Email, *, key: str) -> None:
        """Hand `email` to SES."""
        message = as_mime(email, sender=self._settings.sender, key=key, at=self._clock())
        request: dict[str, object] = {
            "FromEmailAddress": address_of(self._settings.sender),
            "Destination": {"ToAddresses": [email.to]},
            "Content": {"Raw": {"Data": message.as_bytes()}},
            "EmailTags": [{"Name": "message", "Value": key}],
        }
        if self._settings.ses_configuration_set:
            request["ConfigurationSetName"] = self._settings.ses_configuration_set
        await asyncio.to_thread(self._send, request)

    def _send(self, request: dict[str, object]) -> None:
        try:
            self._client.send_email(**request)
        except ClientError as error:
            code = error.response.get("Error", {}).get("Code", "")
            kind = EmailRejected if code in _PERMANENT else EmailUnsent
            raise kind(f"SES answered {code}: {error.response['Error'].get('Message', '')[:500]}") from error
        except BotoCoreError as error:
            raise EmailUnsent(f"SES could not be used ({type(error).__name__}).") from error


def ses_client(settings: NotificationSettings, *, endpoint_url: str | None = None) -> Ses:
    """Return boto3's client, which does not repeat a send by itself: the outbox does, with its key."""
    client: Ses = boto3.client(
        "sesv2",
        region_name=settings.ses_region or None,
        endpoint_url=endpoint_url,
        config=Config(
            connect_timeout=settings.timeout_seconds,
            read_timeout=settings.timeout_seconds,
            retries={"total_max_attempts": 1, "mode": "standard"},
        ),
    )
    return client
