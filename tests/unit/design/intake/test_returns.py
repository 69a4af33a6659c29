"""A way back is found by its words, by what happened, and by the parts that came and went."""

# tables are read line by line

import pytest

from cloudwright.design.intake.changes.returns import Way, WayBack, is_vague, way_back
from cloudwright.design.intake.changes.sketch import Drawn, Past, Sketch, Unclear


def part(part_id: str, kind: str, title: str) -> Drawn:
    return Drawn(id=part_id, kind=kind, title=title)


WORKER = part("packer", "lambda_function", "Packer")
CACHE = part("cache", "elasticache_cache", "Cache")
QUEUE = part("jobs", "sqs_queue", "Print jobs")
LAKE = part("lake", "s3_bucket", "Lake")
HISTORY = (
    Past(number=6, summary="Set expire after (days) to 90 for Lake", changed=(LAKE,)),
    Past(number=5, summary="Let Packer use cache", added=(CACHE,)),
    Past(number=4, summary="Remove Print jobs", removed=(QUEUE,)),
    Past(number=3, summary="Set timeout (seconds) to 60 for Packer", changed=(WORKER,)),
    Past(number=2, summary="Set memory (MB) to 2048 for Packer", changed=(WORKER,)),
    Past(number=1, summary="Proposed from the requirements"),
)
SKETCH = Sketch(components=(WORKER, CACHE, LAKE), history=HISTORY, options=("Small", "Large"))
UNDO = WayBack(way=Way.UNDO)


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("undo", UNDO),
        ("please revert that", UNDO),
        ("argh, take that back", UNDO),
        ("I changed my mind, put it back how it was", UNDO),
        ("that was a bad idea", UNDO),
        ("the previous version, please", UNDO),
        ("drop the last edit", UNDO),
        ("hm, back to what we had before", UNDO),
        ("undo the rule for the lake", UNDO),
        ("undo the last two steps", WayBack(way=Way.UNDO, times=2)),
        ("roll back the last three changes", WayBack(way=Way.UNDO, times=3)),
        ("redo", WayBack(way=Way.REDO)),
        ("revert the undo", WayBack(way=Way.REDO)),
        ("go all the way back to the original design", WayBack(way=Way.START)),
        ("discard all my changes", WayBack(way=Way.START)),
        ("the state before the cache came", WayBack(way=Way.TO, number=4)),
        ("revert everything since the cache", WayBack(way=Way.TO, number=4)),
        ("go back to how it was before I changed the timeout", WayBack(way=Way.TO, number=2)),
        ("return to revision 3", WayBack(way=Way.TO, number=3)),
        ("the design with the print jobs", WayBack(way=Way.TO, number=3)),
        ("bring the print jobs back", WayBack(way=Way.TAKE_OUT, number=4)),
        ("undo the timeout change", WayBack(way=Way.TAKE_OUT, number=3)),
        ("the 2048 MB were good though, those again", WayBack(way=Way.REPEAT, number=2)),
    ],
)
def test_the_way_back_is(text: str, back: WayBack) -> None:
    assert way_back(text, SKETCH) == back


@pytest.mark.parametrize(
    "text",
    [
        "back the lake up every night",
        "put the packer back behind a queue",
        "can I undo that later?",
        "add a step that undoes the payment",
        "keep old versions for 9 days",
        "go with the second option",
        "drop the cache",
    ],
)
def test_other_words_lead_nowhere_back(text: str) -> None:
    assert way_back(text, SKETCH) is None


def test_a_revision_that_never_was_is_named() -> None:
    found = way_back("go back to version 44", SKETCH)

    assert isinstance(found, Unclear)
    assert "no revision 44" in found.reason


def test_what_no_revision_is_about_is_said_with_what_there_is() -> None:
    found = way_back("the version before the firewall", SKETCH)

    assert isinstance(found, Unclear)
    assert "6: Set expire after" in found.instead


def test_after_going_back_redo_takes_the_return_back() -> None:
    returned = Past(number=7, summary="Went back to revision 2: Set memory (MB) to 2048 for Packer")

    assert way_back("redo", SKETCH.model_copy(update={"history": (returned, *HISTORY)})) == UNDO


def test_after_an_undo_what_is_brought_back_is_done_again() -> None:
    undone = Past(number=7, summary="Undid: Let Packer use cache", undoes=True, removed=(CACHE,))
    sketch = SKETCH.model_copy(update={"history": (undone, *HISTORY)})

    assert way_back("bring it back", sketch) == WayBack(way=Way.REDO)


@pytest.mark.parametrize(
    ("text", "vague"), [("never mind", True), ("oh, forget it", True), ("undo that", False)]
)
def test_some_words_only_decline(text: str, vague: bool) -> None:  # noqa: FBT001  # the expected value
    assert is_vague(text) is vague
