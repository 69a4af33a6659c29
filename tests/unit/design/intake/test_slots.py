"""An amount finds the setting that it is about by its unit, by its notion, and by the part that is named."""

# ruff: noqa: PLR0917  # tables are read line by line

import pytest

from builders.golden import golden
from builders.sketches import a_web_app, sketch_of
from cloudwright.design.intake.changes.amounts import quantities
from cloudwright.design.intake.changes.heard import Talk, heard
from cloudwright.design.intake.changes.sketch import Past, Sketch
from cloudwright.design.intake.changes.slots import filled, settings_named
from cloudwright.design.model.edits import UpdateComponent

WEB = sketch_of(a_web_app())
STREAM = sketch_of(golden("clickstream"))
EVENTS = sketch_of(golden("event-driven"))


def _set(sketch: Sketch, said: str) -> set[tuple[str, object]]:
    found = filled(said, sketch)
    assert found is not None, said
    return {pair for e in found.edits if isinstance(e, UpdateComponent) for pair in e.properties.items()}


@pytest.mark.parametrize(
    ("said", "sketch", "setting", "value"),
    [
        ("let it gather 100 MB per object then", STREAM, "buffer_mb", 100),
        ("replaced versions we hold on to for a full year - 365 days", WEB, "noncurrent_version_days", 365),
        (
            "nobody opens files older than 60 days, shove them somewhere cold",
            WEB,
            "transition_after_days",
            60,
        ),
        ("I'd love to replay the last 45 days", EVENTS, "archive_days", 45),
        ("point in time recovery: 14 days back will do", WEB, "recovery_period_days", 14),
        ("function logs: 30 days are enough", WEB, "log_retention_days", 30),
    ],
)
def test_an_order_is_understood_by_what_it_holds(said: str, sketch: Sketch, setting: str, value: int) -> None:
    assert _set(sketch, said) == {(setting, value)}


@pytest.mark.parametrize(
    "said",
    [
        "files are 60 days old",
        "can replaced versions be kept for 60 days?",
        "16 chars of tasks, at least",
        "keep it all",
    ],
)
def test_what_only_tells_or_asks_sets_nothing(said: str) -> None:
    assert filled(said, WEB) is None


def test_amounts_have_a_unit_and_a_period() -> None:
    found = quantities("five calls a second, 20000 a day for each, half a gig for a week")

    assert [(str(q.value), q.unit, q.per) for q in found] == [
        ("5", "calls", "second"),
        ("20000", "a", "day"),
        ("0.5", "gig", ""),
        ("1", "week", ""),
    ]


def test_a_value_alone_is_meant_for_what_was_set_last() -> None:
    table = WEB.of_kind("dynamodb_table")
    note = f"Set recovery period (days) to 14 for {table[0].title}"
    earlier = Past(number=2, summary=note, changed=table)
    wanted = heard(
        "21 is plenty, come to think of it", WEB.model_copy(update={"history": (earlier,)}), Talk()
    )

    assert settings_named(note) == ("recovery_period_days",)
    assert wanted.proposed is not None
    assert wanted.proposed.note == f"Set recovery period (days) to 21 for {table[0].title}"
