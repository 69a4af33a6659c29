"""Settings in relative words start from what is set now, and end on what AWS offers."""

# ruff: noqa: PLR0917  # tables are read line by line

import pytest

from builders.edits import applied
from builders.golden import golden
from builders.sketches import a_web_app, sketch_of
from cloudwright.design.intake.changes.understand import Wish, understand
from cloudwright.design.model.architecture import Architecture
from cloudwright.design.model.edits import UpdateComponent

WEB = a_web_app()  # its function has the usual 256 MB
SERVERS = golden("server-web")


@pytest.mark.parametrize(
    ("sentence", "design", "element", "setting", "value"),
    [
        ("double the memory of the API handler", WEB, "api-handler", "memory_mb", 512),
        ("twice as much memory, please", WEB, "api-handler", "memory_mb", 512),
        ("halve the memory", WEB, "api-handler", "memory_mb", 128),
        ("raise the memory by 50 %", WEB, "api-handler", "memory_mb", 384),
        ("give it 128 MB more memory", WEB, "api-handler", "memory_mb", 384),
        ("triple the timeout", WEB, "api-handler", "timeout_seconds", 45),
        ("half the log retention of the API handler", WEB, "api-handler", "log_retention_days", 30),
        ("two more servers", SERVERS, "servers", "minimum_instances", 4),
    ],
)
def test_it_is_reckoned_from_what_is_set(
    sentence: str, design: Architecture, element: str, setting: str, value: int
) -> None:
    found = understand(sentence, sketch_of(design))

    assert found.wish is Wish.CHANGE, found
    assert found.proposed is not None
    edits = [e for e in found.proposed.edits if isinstance(e, UpdateComponent) and e.id == element]
    assert [e.properties[setting] for e in edits] == [value]
    assert applied(design, *found.proposed.edits)
    assert "→" in found.proposed.note


def test_containers_get_the_processors_that_their_memory_needs() -> None:
    design = golden("fargate-web")
    found = understand("give the shop 16 GB of memory", sketch_of(design))

    assert found.proposed is not None
    shop = applied(design, *found.proposed.edits).component("shop")
    assert (shop.properties["memory_mb"], shop.properties["cpu_units"]) == (16384, 2048)


@pytest.mark.parametrize("sentence", ["is more memory needed?", "we have more users now", "make it cheaper"])
def test_other_comparisons_set_nothing(sentence: str) -> None:
    assert understand(sentence, sketch_of(WEB)).wish is not Wish.CHANGE
