"""The envelope around one value: a key of its own, bound to its place, and a commitment to that key.

AES-256-GCM says that a value was not changed; it does not say under which key it was sealed, since one text
can be made that opens under two. So a second key comes from the same secret, and its HMAC is checked first.
"""

import os
from collections.abc import Mapping

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from cloudwright.encryption.encoding import context_bytes, joined
from cloudwright.encryption.errors import SealRefused
from cloudwright.encryption.schemas import DataKey, Sealed, WrappedKey

_SALT_BYTES = 32
_NONCE_BYTES = 12
_KEY_BYTES = 32
_VALUE_KEY, _COMMITMENT_KEY = b"cloudwright/seal/v1/value", b"cloudwright/seal/v1/commitment"


def sealed(plain: bytes, *, data_key: DataKey, context: Mapping[str, str]) -> Sealed:
    """Seal a value for a place."""
    salt, nonce = os.urandom(_SALT_BYTES), os.urandom(_NONCE_BYTES)
    bound = _bound(data_key.wrapped, salt=salt, nonce=nonce, context=context)
    return Sealed(
        wrapped=data_key.wrapped,
        salt=salt,
        nonce=nonce,
        commitment=_commitment(data_key.secret, salt, bound=bound).finalize(),
        ciphertext=AESGCM(_derived(data_key.secret, salt, purpose=_VALUE_KEY)).encrypt(nonce, plain, bound),
    )


def opened(value: Sealed, *, secret: bytes, context: Mapping[str, str]) -> bytes:
    """Open a value at its place.

    Raises:
        SealRefused: it was changed, or belongs to another place or key.
    """
    bound = _bound(value.wrapped, salt=value.salt, nonce=value.nonce, context=context)
    try:
        _commitment(secret, value.salt, bound=bound).verify(value.commitment)
        cipher = AESGCM(_derived(secret, value.salt, purpose=_VALUE_KEY))
        return cipher.decrypt(value.nonce, value.ciphertext, bound)
    except (InvalidSignature, InvalidTag, ValueError) as error:
        raise SealRefused(
            "A sealed value was changed or moved; it was not opened. Restore it from a backup."
        ) from error


def _bound(wrapped: WrappedKey, *, salt: bytes, nonce: bytes, context: Mapping[str, str]) -> bytes:
    name = wrapped.name
    return joined(
        b"cloudwright/seal/v1",
        name.id.encode(),
        name.fingerprint.encode(),
        wrapped.data,
        salt,
        nonce,
        context_bytes(context),
    )


def _commitment(secret: bytes, salt: bytes, *, bound: bytes) -> HMAC:
    mac = HMAC(_derived(secret, salt, purpose=_COMMITMENT_KEY), SHA256())
    mac.update(bound)
    return mac


def _derived(secret: bytes, salt: bytes, *, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=salt, info=purpose).derive(secret)
