"""Settings are set by what people call them, in any usual unit, on the part that has them."""

import pytest

from builders.golden import golden
from builders.sketches import sketch_of
from cloudwright.design.intake.changes.understand import Wish, understand
from cloudwright.design.model.edits import UpdateComponent

SET = (
    ("clickstream", "use 4 shards", "clicks.shards=4"),
    ("clickstream", "keep events for 3 days", "clicks.retention_hours=72"),
    ("clickstream", "delete raw files after 200 days", "lake.expire_after_days=200"),
    ("clickstream", "move old files to cheaper storage after 45 days", "lake.transition_after_days=45"),
    ("clickstream", "to-lake: write files every two minutes", "to-lake.buffer_seconds=120"),
    ("fargate-web", "give the shop 2 GB of memory", "shop.memory_mb=2048"),
    ("fargate-web", "set the packer's memory to one gigabyte", "packer.memory_mb=1024"),
    ("fargate-web", "log only errors", "admin.log_level=ERROR"),
    ("server-web", "no fewer than two servers", "servers.minimum_instances=2"),
    ("server-web", "we need 3 machines at least", "servers.minimum_instances=3"),
    ("server-web", "at most 8 hosts", "servers.maximum_instances=8"),
    ("server-web", "use t4g.large", "servers.instance_type=t4g.large"),
    ("server-web", "keep the backups 20 days", "database.backup_retention_days=20"),
    ("server-web", "make it multi-az", "database.multi_az=True"),
    ("serverless-api", "cap calls at 50 per second", "api.throttle_rate_per_second=50"),
    ("serverless-api", "give the function half a gigabyte of memory", "handler.memory_mb=512"),
    ("serverless-api", "set the timeout to 2.5 seconds", "handler.timeout_seconds=3"),  # whole seconds only
    ("serverless-api", "time-out of 90 seconds, please set that", "handler.timeout_seconds=90"),
    ("image-pipeline", "give up after three attempts", "thumbnail-jobs.maximum_receives=3"),
    ("image-pipeline", "move originals to Glacier after 90 days", "originals.transition_after_days=90"),
)


@pytest.mark.parametrize(("design", "order", "expected"), SET)
def test_a_setting_is_set(design: str, order: str, expected: str) -> None:
    found = understand(order, sketch_of(golden(design)))

    assert found.proposed is not None, found
    assert [told(edit) for edit in found.proposed.edits] == [expected]


def test_two_settings_of_one_sentence_are_both_set() -> None:
    found = understand(
        "throttle to 200 requests a second with a burst of 400", sketch_of(golden("serverless-api"))
    )

    assert found.proposed is not None
    assert [told(e) for e in found.proposed.edits] == [
        "api.throttle_rate_per_second=200",
        "api.throttle_burst=400",
    ]


@pytest.mark.parametrize(
    ("design", "order", "asked"),
    [
        ("fargate-web", "at least 4 tasks", "'Shop', 'Packer'"),
        ("serverless-api", "delete expired records", "To which value"),
        (
            "clickstream",
            "use 4 megabytes of shards, raise the memory of clicks to 2 GB",
            "no setting for memory",
        ),
    ],
)
def test_what_is_not_clear_is_asked_and_nothing_is_removed(design: str, order: str, asked: str) -> None:
    found = understand(order, sketch_of(golden(design)))

    assert found.wish is Wish.UNCLEAR
    assert found.unclear is not None
    assert asked in found.unclear.reason


def told(edit: object) -> str:
    assert isinstance(edit, UpdateComponent)
    ((name, value),) = edit.properties.items()
    return f"{edit.id}.{name}={value}"
