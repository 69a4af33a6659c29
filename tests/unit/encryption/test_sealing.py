"""A sealed value opens at its place, unchanged, and nowhere else; and the ring is asked rarely."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudwright.encryption.encoding import context_bytes, joined, split
from cloudwright.encryption.envelope import opened, sealed
from cloudwright.encryption.errors import KeyMissing, KeyServiceUnavailable, SealRefused
from cloudwright.encryption.schemas import DataKey, EncryptionSettings, KeyName, RingKey, Sealed, WrappedKey
from cloudwright.encryption.service import Sealer

START = datetime(2026, 3, 1, tzinfo=UTC)
PLACE = {"organization_id": "org_1", "table": "secrets", "row": "sec_1", "version": "1"}
NAME = KeyName(id="key_1", fingerprint="f" * 16)
DATA_KEY = DataKey(secret=os.urandom(32), wrapped=WrappedKey(NAME, b"wrapped"))


class CountingRing:
    """A ring in memory that counts what it is asked, and can be out of reach."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.reachable = True
        self._wrapped: dict[bytes, tuple[bytes, Mapping[str, str]]] = {}

    async def new_data_key(self, *, context: Mapping[str, str]) -> DataKey:
        self._ask("new")
        made = DataKey(secret=os.urandom(32), wrapped=WrappedKey(NAME, os.urandom(8)))
        self._wrapped[made.wrapped.data] = made.secret, dict(context)
        return made

    async def unwrap(self, wrapped: WrappedKey, *, context: Mapping[str, str]) -> bytes:
        self._ask("unwrap")
        if wrapped.name != NAME:
            raise KeyMissing("missing")
        secret, bound = self._wrapped.get(wrapped.data, (b"", {}))
        if not secret or bound != dict(context):
            raise SealRefused("refused")
        return secret

    async def keys(self) -> Sequence[RingKey]:
        return (RingKey(name=NAME, created_at=None, seals=True),)

    def _ask(self, what: str) -> None:
        self.asked.append(what)
        if not self.reachable:
            raise KeyServiceUnavailable("out of reach")


class Hands:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def move(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@given(
    plain=st.binary(max_size=200),
    context=st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=4),
)
def test_what_was_sealed_opens_at_its_place(plain: bytes, context: dict[str, str]) -> None:
    value = Sealed.from_bytes(sealed(plain, data_key=DATA_KEY, context=context).to_bytes())

    assert opened(value, secret=DATA_KEY.secret, context=context) == plain


async def test_every_changed_byte_is_refused() -> None:
    sealer = Sealer(CountingRing(), EncryptionSettings())
    stored = (await sealer.seal(b"a secret", context=PLACE)).to_bytes()

    for position in range(len(stored)):
        for change in (0x01, 0x80, 0xFF):
            changed = stored[:position] + bytes([stored[position] ^ change]) + stored[position + 1 :]
            with pytest.raises((SealRefused, KeyMissing)):
                await sealer.open(Sealed.from_bytes(changed), context=PLACE)


async def test_what_is_cut_off_or_longer_is_refused() -> None:
    sealer = Sealer(CountingRing(), EncryptionSettings())
    stored = (await sealer.seal(b"a secret", context=PLACE)).to_bytes()

    for changed in (
        *(stored[:end] for end in range(len(stored))),
        stored + b"\0",
        stored + stored,
        b"x" + stored,
    ):
        with pytest.raises(SealRefused):
            await sealer.open(Sealed.from_bytes(changed), context=PLACE)


@pytest.mark.parametrize(
    "context",
    [
        {},
        {**PLACE, "organization_id": "org_2"},
        {**PLACE, "row": "sec_2"},
        {**PLACE, "version": "2"},
        {**PLACE, "more": ""},
        {name: value for name, value in PLACE.items() if name != "table"},
        {**PLACE, "table": "sec_1", "row": "secrets"},
    ],
)
async def test_another_place_is_refused(context: dict[str, str]) -> None:
    sealer = Sealer(CountingRing(), EncryptionSettings())
    value = await sealer.seal(b"a secret", context=PLACE)

    with pytest.raises(SealRefused):
        await sealer.open(value, context=context)


def test_parts_of_two_values_do_not_fit_together() -> None:
    one, two = (sealed(b"a secret", data_key=DATA_KEY, context=PLACE) for _ in range(2))
    mixtures = [
        replace(one, **{part: getattr(two, part)}) for part in ("salt", "nonce", "commitment", "ciphertext")
    ]
    mixtures.append(replace(one, wrapped=WrappedKey(NAME, b"other")))
    mixtures.append(replace(one, wrapped=WrappedKey(replace(NAME, id="key_2"), one.wrapped.data)))

    for mixture in mixtures:
        with pytest.raises(SealRefused):
            opened(mixture, secret=DATA_KEY.secret, context=PLACE)


def test_another_data_key_is_refused_before_the_text_is_looked_at() -> None:
    value = sealed(b"a secret", data_key=DATA_KEY, context=PLACE)

    with pytest.raises(SealRefused) as refused:
        opened(value, secret=os.urandom(32), context=PLACE)
    assert type(refused.value.__cause__).__name__ == "InvalidSignature"


@given(st.lists(st.binary(max_size=6), max_size=5), st.lists(st.binary(max_size=6), max_size=5))
def test_different_fields_never_have_the_same_bytes(one: list[bytes], two: list[bytes]) -> None:
    assert split(joined(*one)) == one
    assert (joined(*one) == joined(*two)) == (one == two)


_CONTEXTS = st.dictionaries(st.sampled_from(["a", "ab", "b", ""]), st.sampled_from(["", "a", "b", "ab"]))


@given(_CONTEXTS, _CONTEXTS)
def test_different_contexts_never_have_the_same_bytes(one: dict[str, str], two: dict[str, str]) -> None:
    assert (context_bytes(one) == context_bytes(two)) == (one == two)
    assert context_bytes(one) == context_bytes(dict(reversed(one.items())))


async def test_the_ring_is_asked_once_for_many_values_of_an_organisation() -> None:
    ring = CountingRing()
    sealer = Sealer(ring, EncryptionSettings(), clock=Hands())
    values = [await sealer.seal(b"a secret", context={**PLACE, "row": str(row)}) for row in range(20)]

    for row, value in enumerate(values):
        assert await sealer.open(value, context={**PLACE, "row": str(row)}) == b"a secret"
    assert ring.asked == ["new"]
    assert len({value.salt for value in values}) == 20


async def test_two_organisations_never_share_a_data_key() -> None:
    sealer = Sealer(CountingRing(), EncryptionSettings(), clock=Hands())
    own = await sealer.seal(b"a secret", context=PLACE)
    foreign = await sealer.seal(b"a secret", context={**PLACE, "organization_id": "org_2"})
    nobody = await sealer.seal(b"a secret", context={"table": "signing_keys"})

    assert len({own.wrapped.data, foreign.wrapped.data, nobody.wrapped.data}) == 3


async def test_a_data_key_is_replaced_after_its_time_and_after_its_uses() -> None:
    ring, hands = CountingRing(), Hands()
    sealer = Sealer(ring, EncryptionSettings(cache_seconds=60, uses=2), clock=hands)

    for seconds in (0, 59, 0, 60, 1):
        hands.move(seconds)
        await sealer.seal(b"a secret", context=PLACE)

    assert ring.asked == ["new", "new", "new"]


async def test_values_stay_readable_for_a_while_when_the_ring_is_out_of_reach() -> None:
    ring, hands = CountingRing(), Hands()
    sealer = Sealer(ring, EncryptionSettings(cache_seconds=60, outage_seconds=900), clock=hands)
    value = await sealer.seal(b"a secret", context=PLACE)
    ring.reachable = False

    hands.move(899)
    assert await sealer.open(value, context=PLACE) == b"a secret"
    with pytest.raises(KeyServiceUnavailable):
        await sealer.seal(b"a secret", context=PLACE)
    hands.move(1)
    with pytest.raises(KeyServiceUnavailable):
        await sealer.open(value, context=PLACE)


async def test_memory_holds_no_more_keys_than_it_may() -> None:
    ring = CountingRing()
    sealer = Sealer(ring, EncryptionSettings(cached_keys=2), clock=Hands())
    places = [{"organization_id": f"org_{number}"} for number in range(3)]
    values = [await sealer.seal(b"a secret", context=place) for place in places]

    await sealer.open(values[2], context=places[2])
    assert ring.asked.count("unwrap") == 0
    await sealer.open(values[0], context=places[0])
    assert ring.asked.count("unwrap") == 1
