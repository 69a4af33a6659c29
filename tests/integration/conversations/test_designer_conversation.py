"""A whole conversation with the built-in designer: socket, run, loop, tools, projects."""

from itertools import pairwise
from pathlib import Path

from builders.studio import Frame, Wire, a_studio
from cloudwright.agents.designer.source import BuiltInDesigner

TURNS = (
    ("A website with a JSON API, 200,000 requests a month, below 50 dollars a month", "simplest that fits"),
    ("make that 5 million", "Noted: 5,000,000 requests a month"),
    ("could you please add a firewall and move to Ireland?", "done as revision"),
    ("undo", "The design is back as it was then"),
    ("remove the unicorn", "Nothing was changed."),
    ("what does it cost?", "a month**"),
    ("what if traffic is ten times that?", "At 10 times the load"),
    ("keep logs for 20 days", "to 30 for"),
    ("undo", "The design is back as it was then"),
    ("is it secure?", "finding"),
    ("why lambda functions?", "Lambda"),
    ("compare", "costs least"),
    ("I take the second one", "is the design from here on"),
    ("no, back to the first", "**Lean serverless** is the design from here on"),
    ("blah blah", "changed nothing"),
    ("deploy it to my account", "never changes an AWS account"),
)  # fmt: skip


async def test_each_turn_answers_in_few_words_and_never_twice_the_same(tmp_path: Path) -> None:
    async with a_studio(tmp_path, [BuiltInDesigner()]) as studio, studio.wire() as wire:
        await wire.subscribe(studio.thread)
        answers = []
        for said, expected in TURNS:
            answer = await answered(wire, studio.thread, said)
            assert expected in answer, (said, answer)
            assert len(answer.split()) <= 120, answer
            answers.append(answer)
        snapshot: Frame = await studio.get(f"/conversations/{studio.thread}")

    assert all(one != two for one, two in pairwise(answers))
    ripples = [each["content"] for each in snapshot["activities"] if each["type"] == "RIPPLE"]
    assert [r["revision_number"] for r in ripples] == [2, 3, 4, 5]
    assert ripples[0]["added"] == ["firewall"]
    assert ripples[1]["removed"] == ["firewall"]


async def answered(wire: Wire, thread: str, said: str) -> str:
    """Return what was said to a message, once its run has ended well."""
    wire.frames.clear()
    last = await wire.ended(await wire.run(thread, said))
    assert last["outcome"] == {"type": "success"}, last
    return wire.text
