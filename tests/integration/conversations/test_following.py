"""Any number of sockets follow a run; none of them owns it."""

from pathlib import Path

from builders.scripted_model import Gate, Script, Text
from builders.studio import a_run_id, a_studio, is_event


async def test_two_sockets_see_the_same_run(tmp_path: Path) -> None:
    gate = Gate()
    script = Script([Text(["one "]), gate, Text(["two"])])
    async with a_studio(tmp_path, [script]) as studio, studio.wire() as first, studio.wire() as second:
        await first.subscribe(studio.thread)
        await second.subscribe(studio.thread)
        run = await first.run(studio.thread, "Count")
        await gate.reached.wait()
        gate.opened.set()
        await first.ended(run)
        await second.ended(run)

    assert first.events == second.events
    asked = next(f["event"] for f in second.events if f["event"].get("activityType") == "USER_MESSAGE")
    assert asked["content"]["text"] == "Count"


async def test_a_cut_socket_resumes_without_loss_and_the_run_goes_on(tmp_path: Path) -> None:
    gate = Gate()
    script = Script([Text(["before "]), gate, Text(["after"])])
    async with a_studio(tmp_path, [script]) as studio:
        async with studio.wire() as wire:
            await wire.subscribe(studio.thread)
            run = await wire.run(studio.thread, "Talk")
            await wire.until(lambda f: is_event(f, "TEXT_MESSAGE_CONTENT"))
            seen = wire.events
        await gate.reached.wait()
        gate.opened.set()
        async with studio.wire() as again:
            await again.subscribe(studio.thread, after=seen[-1]["seq"])
            last = await again.ended(run)

    assert last["outcome"] == {"type": "success"}
    sequence = [frame["seq"] for frame in [*seen, *again.events]]
    assert sequence == list(range(1, len(sequence) + 1))
    assert wire.text + again.text == "before after"


async def test_the_same_run_id_starts_one_run_only(tmp_path: Path) -> None:
    script = Script([Text(["once"])])
    async with a_studio(tmp_path, [script]) as studio, studio.wire() as wire:
        run = a_run_id()
        body = {"run": run, "mode": "brainstorm", "text": "Hello"}
        first = await studio.post(f"/conversations/{studio.thread}/runs", body)
        second = await studio.post(f"/conversations/{studio.thread}/runs", body)
        await wire.subscribe(studio.thread)
        await wire.ended(run)

    assert first.status_code == second.status_code == 202
    assert first.json()["data"] == second.json()["data"]
    assert len(script.seen) == 1
    assert [f["event"]["type"] for f in wire.events].count("RUN_STARTED") == 1


async def test_a_snapshot_in_mid_run_and_the_events_after_it_make_the_whole(tmp_path: Path) -> None:
    gate = Gate()
    script = Script([Text(["first half, "]), gate, Text(["second half"])])
    async with a_studio(tmp_path, [script]) as studio, studio.wire() as wire:
        await wire.subscribe(studio.thread)
        run = await wire.run(studio.thread, "Talk")
        await wire.until(lambda f: is_event(f, "TEXT_MESSAGE_END"))
        snapshot = await studio.get(f"/conversations/{studio.thread}")
        async with studio.wire() as late:
            await late.subscribe(studio.thread, after=snapshot["seq"])
            gate.opened.set()
            await late.ended(run)

    assert snapshot["open_run"]["id"] == run
    assert [m["role"] for m in snapshot["messages"]] == ["user", "assistant"]
    assert snapshot["messages"][-1]["status"] == "streaming"
    assert snapshot["messages"][-1]["text"] + late.text == "first half, second half"


async def test_a_second_run_waits_for_the_first(tmp_path: Path) -> None:
    gate = Gate()
    async with a_studio(tmp_path, [Script([gate])]) as studio, studio.wire() as wire:
        await wire.subscribe(studio.thread)
        run = await wire.run(studio.thread, "One")
        await gate.reached.wait()
        other = await wire.run(studio.thread, "Two")
        refused = await wire.until(lambda f: f["t"] == "err")
        gate.opened.set()
        await wire.ended(run)

    assert (refused["code"], refused["run"], refused["fatal"]) == ("RUN_IN_PROGRESS", other, False)
