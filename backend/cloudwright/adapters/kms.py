"""The key ring on AWS KMS: data keys are made and unwrapped there, and the keys themselves never leave it."""

import asyncio
import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypedDict, TypeVar

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from cloudwright.encryption.errors import KeyMissing, KeyServiceUnavailable, SealRefused
from cloudwright.encryption.schemas import DataKey, KeyName, RingKey, WrappedKey

_AT_ONCE = 8
_PURPOSE = {"cloudwright": "data-key/v1"}  # KMS wants a context, and it shows in CloudTrail
_CHANGED = frozenset({"InvalidCiphertextException", "IncorrectKeyException"})
_NOT_THERE = frozenset(
    {
        "AccessDeniedException",
        "DisabledException",
        "InvalidArnException",
        "InvalidKeyUsageException",
        "KMSInvalidStateException",
        "NotFoundException",
    }
)
_Answer = TypeVar("_Answer")


class Generated(TypedDict):
    """What KMS answers to GenerateDataKey."""

    KeyId: str
    Plaintext: bytes
    CiphertextBlob: bytes


class Decrypted(TypedDict):
    """What KMS answers to Decrypt."""

    KeyId: str
    Plaintext: bytes


class KmsClient(Protocol):
    """The two calls of boto3's client that we make."""

    def generate_data_key(self, **asked: str | Mapping[str, str]) -> Generated: ...

    def decrypt(self, **asked: str | bytes | Mapping[str, str]) -> Decrypted: ...


def kms_client(region: str, *, endpoint: str | None = None) -> KmsClient:
    """Return boto3's client with our patience; an empty region means that of the environment."""
    config = Config(connect_timeout=3, read_timeout=5, retries={"mode": "standard", "total_max_attempts": 3})
    made: KmsClient = boto3.client("kms", region_name=region or None, endpoint_url=endpoint, config=config)
    return made


class KmsRing:
    """Keys of KMS by their ARNs: the first seals, all of them open, and no other is ever asked.

    The list matters: whoever can write to the database could otherwise name a key of their own.
    """

    def __init__(self, client: KmsClient, keys: Sequence[str]) -> None:
        if not keys or any(":key/" not in key for key in keys):
            raise ValueError("KMS keys are named by the ARN of the key, not by an alias")
        self._client = client
        self._names = {_name(key).id: _name(key) for key in keys}
        self._seals = _name(keys[0])
        self._turns = asyncio.Semaphore(_AT_ONCE)

    async def new_data_key(self, *, context: Mapping[str, str]) -> DataKey:
        """Ask KMS for a data key."""
        made = await self._asked(
            lambda: self._client.generate_data_key(
                KeyId=self._seals.id, KeySpec="AES_256", EncryptionContext={**_PURPOSE, **context}
            ),
            self._seals,
        )
        return DataKey(secret=made["Plaintext"], wrapped=WrappedKey(self._seals, made["CiphertextBlob"]))

    async def unwrap(self, wrapped: WrappedKey, *, context: Mapping[str, str]) -> bytes:
        """Ask KMS to unwrap a data key."""
        name = self._names.get(wrapped.name.id)
        if name is None or name != wrapped.name:
            raise _missing(wrapped.name)
        answered = await self._asked(
            lambda: self._client.decrypt(
                KeyId=name.id, CiphertextBlob=wrapped.data, EncryptionContext={**_PURPOSE, **context}
            ),
            name,
        )
        return answered["Plaintext"]

    async def keys(self) -> Sequence[RingKey]:
        """Return the keys, the one that seals first."""
        return tuple(
            RingKey(name=name, created_at=None, seals=name == self._seals) for name in self._names.values()
        )

    async def _asked(self, call: Callable[[], _Answer], name: KeyName) -> _Answer:
        try:
            async with self._turns:
                return await asyncio.to_thread(call)
        except ClientError as error:
            code = error.response.get("Error", {}).get("Code", "")
            if code in _CHANGED:
                raise SealRefused(
                    "A data key was changed or belongs elsewhere; KMS refused it. Restore it from a backup."
                ) from error
            if code in _NOT_THERE:
                raise _missing(name) from error
            raise _unavailable(name) from error
        except BotoCoreError as error:
            raise _unavailable(name) from error


def _name(arn: str) -> KeyName:
    """KMS shows nothing of a key; the fingerprint is that of its ARN."""
    return KeyName(id=arn, fingerprint=hashlib.sha256(arn.encode()).hexdigest()[:16])


def _missing(name: KeyName) -> KeyMissing:
    return KeyMissing(
        f"A value needs the KMS key {name.id} (fingerprint {name.fingerprint}), which is not configured, not "
        "enabled or not allowed. The value is kept. Allow GenerateDataKey and Decrypt on this key.",
        details={"key_id": name.id, "fingerprint": name.fingerprint},
    )


def _unavailable(name: KeyName) -> KeyServiceUnavailable:
    return KeyServiceUnavailable(
        "AWS KMS does not answer. Nothing was changed. Try again in a minute.", details={"key_id": name.id}
    )
