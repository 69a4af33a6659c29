"""Credentials from where AWS's own tools look for them: implements `gateway.upstream.ports.AwsKeys`."""

import asyncio
from collections.abc import Callable

import botocore.session
from botocore.credentials import Credentials
from botocore.exceptions import BotoCoreError
from pydantic import SecretStr

from cloudwright.gateway.upstream.failures import FailureKind, failed

_REMEMBERED_SECONDS = 60.0  # botocore renews credentials that end some 15 minutes before they do


class AmbientAwsKeys:
    """Asks botocore in a thread, because a machine's role is asked for over the network, once in a while."""

    def __init__(self, session: Callable[[], botocore.session.Session] = botocore.session.Session) -> None:
        self._session = session
        self._credentials: Credentials | None = None
        self._key = SecretStr("")
        self._until = float("-inf")
        self._asking = asyncio.Lock()

    async def key(self) -> SecretStr:
        """Return identity, secret and perhaps a session token, with colons between.

        Raises:
            Failed: this machine has none.
        """
        async with self._asking:
            now = asyncio.get_running_loop().time()
            if now >= self._until:
                self._key = await asyncio.to_thread(self._read)
                self._until = now + _REMEMBERED_SECONDS
        return self._key

    def _read(self) -> SecretStr:
        try:
            self._credentials = self._credentials or self._session().get_credentials()
            frozen = self._credentials and self._credentials.get_frozen_credentials()
        except BotoCoreError as error:
            raise failed(FailureKind.KEY_REFUSED) from error
        if not frozen:
            raise failed(FailureKind.KEY_REFUSED, "This machine has no AWS credentials.")
        return SecretStr(
            ":".join(part for part in (frozen.access_key, frozen.secret_key, frozen.token) if part)
        )
