import json
from datetime import UTC, datetime

import pytest

from cloudwright.events.errors import EventTooLarge
from cloudwright.events.schemas import MAX_FRAME_BYTES, Envelope, encoded


def an_envelope(payload: str, *, run_id: str = "run_1") -> Envelope:
    return Envelope(
        organization_id="org_1",
        thread_id="th_1",
        run_id=run_id,
        seq=7,
        at=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
        payload=payload,
    )


def test_frame_carries_the_event_unmodified() -> None:
    event = {"type": "STEP_STARTED", "stepName": 'Reading "your" sentence'}

    frame = json.loads(an_envelope(encoded(event), run_id='run_"odd"').frame())

    assert frame == {
        "v": 1,
        "t": "ev",
        "thread": "th_1",
        "run": 'run_"odd"',
        "seq": 7,
        "at": "2026-01-02T03:04:05+00:00",
        "event": event,
    }


def test_largest_accepted_event_fits_into_one_frame_with_the_longest_ids() -> None:
    event = {"type": "CUSTOM", "value": ""}
    room = MAX_FRAME_BYTES - 256 - len(encoded(event))
    payload = encoded({**event, "value": "x" * room})
    envelope = Envelope(
        organization_id="o" * 40,
        thread_id="t" * 40,
        run_id="r" * 64,
        seq=2_147_483_647,
        at=datetime(2026, 1, 2, 3, 4, 5, 678_901, tzinfo=UTC),
        payload=payload,
    )

    assert len(envelope.frame().encode()) <= MAX_FRAME_BYTES
    with pytest.raises(EventTooLarge) as refusal:
        encoded({**event, "value": "x" * (room + 1)})
    assert refusal.value.code == "EVENT_TOO_LARGE"


def test_half_a_surrogate_pair_is_stored_as_an_escape() -> None:
    payload = encoded({"type": "CUSTOM", "value": "\ud83d"})

    assert payload.encode() == b'{"type":"CUSTOM","value":"\\ud83d"}'
