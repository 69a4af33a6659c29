"""Lines that hold each other: damage shows where it is, and costs nothing but what it hit."""

from hypothesis import given, settings
from hypothesis import strategies as st

from builders.bars import FULL
from cloudwright.gateway.journal import chain
from cloudwright.gateway.journal.chain import Damage, Line

PAYLOADS = st.lists(
    st.binary(max_size=40).map(lambda b: b.replace(b"\n", b"").replace(b"\0", b"")), min_size=1
)
TRIES = settings(max_examples=500 if FULL else 40, deadline=None)


def chained(payloads: list[bytes]) -> bytes:
    written, digest = b"", chain.NOTHING
    for payload in payloads:
        digest = chain.link(digest, payload)
        written += chain.line(digest, payload)
    return written


def found(data: bytes) -> list[Line | Damage]:
    return list(chain.lines(data, begin=0, previous=chain.NOTHING))


def payloads_of(parts: list[Line | Damage]) -> list[bytes]:
    return [part.payload for part in parts if isinstance(part, Line)]


@TRIES
@given(PAYLOADS, st.integers(0, 5000))
def test_what_was_written_is_read_and_zeros_after_it_are_nothing(payloads: list[bytes], room: int) -> None:
    assert payloads_of(found(chained(payloads) + bytes(room))) == payloads


@TRIES
@given(PAYLOADS, st.data())
def test_every_cut_leaves_exactly_the_lines_before_it(payloads: list[bytes], data: st.DataObject) -> None:
    written = chained(payloads)
    cut = data.draw(st.integers(0, len(written)))

    whole = written[:cut].count(b"\n")

    assert payloads_of(found(written[:cut])) == payloads[:whole]


@TRIES
@given(PAYLOADS, st.data())
def test_every_changed_byte_is_noticed_and_costs_two_lines_at_most(
    payloads: list[bytes], data: st.DataObject
) -> None:
    written = bytearray(chained(payloads))
    place = data.draw(st.integers(0, len(written) - 1))
    written[place] ^= data.draw(st.integers(1, 255))

    parts = found(bytes(written))

    read = payloads_of(parts)
    assert read != payloads
    assert any(isinstance(part, Damage) for part in parts) or len(read) < len(payloads)
    assert len(read) >= len(payloads) - 3
    assert all(each in payloads for each in read)


def test_a_removed_line_breaks_the_next_one() -> None:
    lines = chained([b"one", b"two", b"three"]).splitlines(keepends=True)

    parts = found(lines[0] + lines[2])

    assert [type(part) for part in parts] == [Line, Damage]


def test_a_file_names_the_last_line_of_the_file_before() -> None:
    previous = chain.link(chain.NOTHING, b"last")
    payload = chain.head(previous)

    data = chain.line(chain.link(previous, payload), payload)

    assert chain.before(data) == previous
    assert chain.before(data[:-1]) == chain.NOTHING
    assert chain.before(b"") == chain.NOTHING
