"""Requests of applications, with whatever fields a test is about."""

import orjson
from hypothesis import strategies as st

from cloudwright.gateway.wire.ask import Ask, Wire
from cloudwright.gateway.wire.wires import speech_of

HI = [{"role": "user", "content": "hi"}]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text('ab:\\"u003a é', max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("ab:\\u", max_size=3), inner, max_size=3)
    ),
    max_leaves=12,
)


def chat(**fields: object) -> bytes:
    return orjson.dumps({"model": "gpt-4o", "messages": HI, **fields})


def messages(**fields: object) -> bytes:
    return orjson.dumps({"model": "claude", "max_tokens": 9, "messages": HI, **fields})


def read(body: bytes, wire: Wire = Wire.CHAT) -> Ask:
    return speech_of(wire).read(body)
