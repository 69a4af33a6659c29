"""An encoding in which different lists of fields never have the same bytes."""

from collections.abc import Mapping

_LENGTH_BYTES = 4


def joined(*fields: bytes) -> bytes:
    """Return the fields, each after its length (4 bytes, big-endian)."""
    return b"".join(len(field).to_bytes(_LENGTH_BYTES, "big") + field for field in fields)


def split(data: bytes) -> list[bytes]:
    """Return the fields that `joined` joined; raises ValueError when it did not."""
    fields = []
    while data:
        length, data = int.from_bytes(data[:_LENGTH_BYTES], "big"), data[_LENGTH_BYTES:]
        if len(data) < length:
            raise ValueError("cut off")
        fields.append(data[:length])
        data = data[length:]
    return fields


def context_bytes(context: Mapping[str, str]) -> bytes:
    """Return the bytes of a context, whatever order its names came in."""
    return joined(*(part.encode() for name in sorted(context) for part in (name, context[name])))
