"""The key ring on a file that only its owner can read."""

import base64
import hashlib
import hmac
import os
import secrets
import stat
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_serializer

from cloudwright.encryption.encoding import context_bytes, joined
from cloudwright.encryption.errors import KeyFileRefused, KeyMissing, SealRefused
from cloudwright.encryption.schemas import DataKey, KeyName, RingKey, WrappedKey
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.kit.ids import new_id

_KEY_BYTES = 32
_NONCE_BYTES = 12
_OWNER_ONLY = 0o600
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_MOST_BYTES = 1_048_576


class _Key(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    created_at: datetime
    secret: SecretStr

    @property
    def bytes(self) -> bytes:
        return base64.b64decode(self.secret.get_secret_value(), validate=True)

    @property
    def name(self) -> KeyName:
        return KeyName(id=self.id, fingerprint=_fingerprint(self.bytes))

    @field_serializer("secret", when_used="json")
    def _spelled(self, secret: SecretStr) -> str:
        return secret.get_secret_value()


class _Content(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    keys: tuple[_Key, ...] = Field(min_length=1, description="The newest first; that one seals.")


class KeyFileRing:
    """Keys in a JSON file of mode 0600; the file is made on first use."""

    def __init__(self, path: Path, *, clock: Clock = utc_now) -> None:
        self._path = path
        self._clock = clock
        self._read: _Content | None = None

    async def new_data_key(self, *, context: Mapping[str, str]) -> DataKey:
        """Make a data key under the newest key."""
        key = self._content.keys[0]
        secret, nonce = secrets.token_bytes(_KEY_BYTES), os.urandom(_NONCE_BYTES)
        data = nonce + AESGCM(key.bytes).encrypt(nonce, secret, _bound(key.name, context))
        return DataKey(secret=secret, wrapped=WrappedKey(key.name, data))

    async def unwrap(self, wrapped: WrappedKey, *, context: Mapping[str, str]) -> bytes:
        """Return the data key, looking once more into the file when it lacks the key."""
        key = self._found(wrapped.name) or self._found_again(wrapped.name)
        if key is None:
            raise _missing(wrapped.name, self._path)
        nonce, data = wrapped.data[:_NONCE_BYTES], wrapped.data[_NONCE_BYTES:]
        try:
            return AESGCM(key.bytes).decrypt(nonce, data, _bound(key.name, context))
        except (InvalidTag, ValueError) as error:
            raise SealRefused(
                "A data key was changed or belongs elsewhere; it was not opened. Restore it from a backup."
            ) from error

    async def keys(self) -> Sequence[RingKey]:
        """Return the keys, the newest first."""
        return tuple(
            RingKey(name=key.name, created_at=key.created_at, seals=number == 0)
            for number, key in enumerate(self._content.keys)
        )

    def rotate(self) -> KeyName:
        """Add a key that seals from now on; the others stay, and open what they sealed."""
        key = self._new_key()
        self._write(_Content(keys=(key, *self._content.keys)))
        return key.name

    @property
    def _content(self) -> _Content:
        if self._read is None:
            self._read = self._loaded()
        return self._read

    def _found(self, name: KeyName) -> _Key | None:
        return next((key for key in self._content.keys if key.name == name), None)

    def _found_again(self, name: KeyName) -> _Key | None:
        self._read = None
        return self._found(name)

    def _loaded(self) -> _Content:
        try:
            return _parsed(self._path, _private_bytes(self._path))
        except FileNotFoundError:
            return self._made()

    def _made(self) -> _Content:
        """Write a first key; when another one was faster, take theirs."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        content = _Content(keys=(self._new_key(),))
        draft = self._draft(content)
        try:
            os.link(draft, self._path)
        except FileExistsError:
            return _parsed(self._path, _private_bytes(self._path))
        finally:
            draft.unlink()
        _sync_folder(self._path.parent)
        return content

    def _write(self, content: _Content) -> None:
        self._draft(content).replace(self._path)
        _sync_folder(self._path.parent)
        self._read = content

    def _draft(self, content: _Content) -> Path:
        draft = self._path.with_name(f".{self._path.name}.{secrets.token_hex(8)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content.model_dump_json(indent=2).encode())
            file.flush()
            os.fsync(file.fileno())
        return draft

    def _new_key(self) -> _Key:
        secret = base64.b64encode(secrets.token_bytes(_KEY_BYTES)).decode()
        return _Key(id=new_id("key"), created_at=self._clock(), secret=SecretStr(secret))


def _private_bytes(path: Path) -> bytes:
    """Read a file of ours that nobody else can read; raises FileNotFoundError when there is none."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise KeyFileRefused(f"The key file {path} cannot be read: {error.strerror}.") from error
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode) or found.st_uid != os.geteuid() or found.st_mode & _OTHERS:
            raise KeyFileRefused(
                f"The key file {path} must be a plain file that only its owner can read. "
                f"Check who has read it, then run: chmod 600 {path}"
            )
        return os.read(descriptor, _MOST_BYTES)
    finally:
        os.close(descriptor)


def _parsed(path: Path, data: bytes) -> _Content:
    try:
        content = _Content.model_validate_json(data)
        whole = all(len(key.bytes) == _KEY_BYTES for key in content.keys)
    except (ValidationError, ValueError) as error:
        raise KeyFileRefused(f"The key file {path} was damaged. Restore it from a backup.") from error
    if not whole or len({key.id for key in content.keys}) != len(content.keys):
        raise KeyFileRefused(f"The key file {path} was damaged. Restore it from a backup.")
    return content


def _missing(name: KeyName, path: Path) -> KeyMissing:
    return KeyMissing(
        f"A value was sealed with key {name.id} (fingerprint {name.fingerprint}), which {path} does not "
        "hold. The value is kept. Restore the key file that holds this key.",
        details={"key_id": name.id, "fingerprint": name.fingerprint},
    )


def _bound(name: KeyName, context: Mapping[str, str]) -> bytes:
    fields = (b"cloudwright/data-key/v1", name.id.encode(), name.fingerprint.encode(), context_bytes(context))
    return joined(*fields)


def _fingerprint(key: bytes) -> str:
    """Return 16 hex digits that name a key and tell nothing about it."""
    return hmac.new(key, b"cloudwright/fingerprint/v1", hashlib.sha256).hexdigest()[:16]


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
