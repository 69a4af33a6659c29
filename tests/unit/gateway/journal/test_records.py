"""Records come back as they were, whatever people and providers put into them."""

from datetime import UTC, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.bars import FULL
from builders.calls import AT, a_start, bodies
from cloudwright.gateway.journal.packing import by_hour, packed, unpacked
from cloudwright.gateway.journal.pressure import Marks, Pressure, refusal
from cloudwright.gateway.journal.records import Audit, Bodies, Record, Started, read, written
from cloudwright.gateway.schemas import CallStatus, Entry, StageVerdict, Usage, UsageSource

TEXT = st.text(max_size=20)
COUNT = st.integers(0, 2**53)
ENTRIES = st.builds(
    Entry,
    id=TEXT,
    organization_id=TEXT,
    model_id=TEXT,
    status=st.sampled_from(CallStatus),
    usage=st.builds(Usage, COUNT, COUNT, estimated=st.booleans(), cache_read_tokens=COUNT),
    milliseconds=COUNT,
    cost_nano_usd=st.none() | COUNT,
    started_at=st.datetimes(timezones=st.just(UTC)),
    team=TEXT,
    run_id=st.none() | TEXT,
    first_byte_milliseconds=st.none() | COUNT,
    usage_source=st.sampled_from(UsageSource),
    verdicts=st.lists(st.builds(StageVerdict, TEXT, TEXT, st.tuples(TEXT)), max_size=3).map(tuple),
)
RECORDS = st.one_of(
    ENTRIES,
    st.builds(Started, ENTRIES, st.sampled_from(Audit)),
    st.builds(
        Bodies, TEXT, TEXT, at=st.datetimes(timezones=st.just(UTC)), prompt=st.text(), answer=st.text()
    ),
)
TRIES = settings(max_examples=500 if FULL else 40, deadline=None)


@TRIES
@given(RECORDS)
def test_a_record_is_one_line_and_comes_back(record: Record) -> None:
    payload = written(record)

    assert b"\n" not in payload
    assert b"\0" not in payload
    assert read(payload) == record


def test_half_a_pair_of_surrogates_is_kept_as_a_question_mark() -> None:
    found = read(written(bodies(prompt="so \ud83d far")))

    assert isinstance(found, Bodies)
    assert found.prompt == "so ? far"


@pytest.mark.parametrize("payload", [b"", b"x{}", b"f", b"f{}", b"f[]", b"fnull", b's{"presumed":3}', b"b{"])
def test_what_is_no_record_is_a_value_error(payload: bytes) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read(payload)


def test_a_call_that_begins_is_presumed_lost_with_what_admission_expected() -> None:
    presumed = a_start(cost_nano_usd=99).presumed

    assert presumed.status is CallStatus.LOST
    assert presumed.usage_source is UsageSource.ASSUMED
    assert presumed.estimated
    assert presumed.cost_nano_usd == 99


def test_what_was_said_is_packed_by_hour_in_utc_and_the_same_makes_the_same_bytes() -> None:
    india = timezone(timedelta(hours=5, minutes=30))
    later = AT + timedelta(hours=1)
    given = [bodies(1), bodies(2, at=AT.astimezone(india)), bodies(3, at=later)]

    hours = by_hour(given)

    assert {at.hour: [each.id for each in hours[at]] for at in hours} == {
        12: ["call_1", "call_2"],
        13: ["call_3"],
    }
    assert packed(given) == packed(given)
    assert unpacked(packed(given), organization_id="org_1", call_id="call_3") == given[2]
    assert unpacked(packed(given), organization_id="org_1", call_id="call_4") is None


@pytest.mark.parametrize(
    ("used", "pressure"),
    [
        (0, Pressure.EASY),
        (79, Pressure.EASY),
        (80, Pressure.HIGH),
        (95, Pressure.SCARCE),
        (100, Pressure.FULL),
    ],
)
def test_pressure_rises_with_what_waits(used: int, pressure: Pressure) -> None:
    assert Marks().pressure(used, 100) is pressure


def test_a_nearly_full_journal_refuses_who_requires_it_and_a_full_one_everybody() -> None:
    assert refusal(Pressure.HIGH, Audit.STRICT) is None
    assert refusal(Pressure.SCARCE, Audit.USUAL) is None
    codes = [
        refused.code
        for pressure, audit in [
            (Pressure.SCARCE, Audit.REQUIRED),
            (Pressure.SCARCE, Audit.STRICT),
            (Pressure.FULL, Audit.USUAL),
        ]
        if (refused := refusal(pressure, audit)) is not None
    ]
    assert codes == ["journal_nearly_full", "journal_nearly_full", "journal_full"]
