"""What `encryption` takes and gives out."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict, Field

from cloudwright.encryption.encoding import joined, split
from cloudwright.encryption.errors import SealRefused


class KeyStore(StrEnum):
    """Who keeps the keys of the ring."""

    FILE = "file"
    KMS = "kms"


class EncryptionSettings(BaseModel):
    """Where the keys that wrap data keys are, and how long an unwrapped one is kept in memory."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    store: KeyStore = Field(KeyStore.FILE, description="file: in the data directory; kms: AWS KMS.")
    kms_keys: tuple[str, ...] = Field(
        (), description="ARNs of KMS keys: the first seals, all of them open. No other key is ever asked."
    )
    kms_region: str = Field("", description="Region of the KMS keys; empty means that of the environment.")
    cache_seconds: int = Field(300, ge=0, description="Seconds an unwrapped data key is kept in memory.")
    outage_seconds: int = Field(900, ge=0, description="The same while the key service does not answer.")
    cached_keys: int = Field(1_024, ge=1, description="Most unwrapped data keys kept in memory.")
    uses: int = Field(
        65_536, ge=1, le=2**20, description="Values sealed under one data key before a new one."
    )


@dataclass(frozen=True, slots=True)
class KeyName:
    """Which key of the ring: its id, and a fingerprint that tells two keys of one id apart."""

    id: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class RingKey:
    """A key of a ring, without its secret."""

    name: KeyName
    created_at: datetime | None
    seals: bool


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """A data key that only the ring can unwrap."""

    name: KeyName
    data: bytes


@dataclass(frozen=True, slots=True)
class DataKey:
    """A data key of 32 bytes, open and wrapped."""

    secret: bytes = field(repr=False)
    wrapped: WrappedKey


@dataclass(frozen=True, slots=True)
class Sealed:
    """A value that is of no use without the ring; `wrapped.name` says which key sealed it."""

    wrapped: WrappedKey
    salt: bytes
    nonce: bytes
    commitment: bytes
    ciphertext: bytes = field(repr=False)

    def to_bytes(self) -> bytes:
        """Return the one spelling of this value."""
        name = self.wrapped.name
        return joined(
            _MAGIC,
            name.id.encode(),
            name.fingerprint.encode(),
            self.wrapped.data,
            self.salt,
            self.nonce,
            self.commitment,
            self.ciphertext,
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read what `to_bytes` wrote.

        Raises:
            SealRefused: these bytes were never written by it.
        """
        try:
            magic, key_id, fingerprint, wrapped, salt, nonce, commitment, ciphertext = split(data)
            name = KeyName(id=key_id.decode(), fingerprint=fingerprint.decode())
        except ValueError as error:
            raise SealRefused(_DAMAGED) from error
        if magic != _MAGIC:
            raise SealRefused(_DAMAGED)
        return cls(WrappedKey(name, wrapped), salt, nonce=nonce, commitment=commitment, ciphertext=ciphertext)


_MAGIC = b"cloudwright/sealed/v1"
_DAMAGED = "This is not a sealed value, or it was damaged. Restore it from a backup."
