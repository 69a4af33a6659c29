"""How well conversations are led: the corpus of tests/corpus, turn by turn, through the whole agent loop.

`python tests/bench/bench_dialogue.py tuning` (or `practice`) lists what went wrong in a part that is
not frozen.
"""

import asyncio
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

if __name__ == "__main__":
    _ROOT = Path(__file__).parents[2]
    sys.path[:0] = [str(_ROOT / "backend"), str(_ROOT / "tests")]

from bench.figures import Figure, percentile_95
from builders.corpus import Change, Conversation, Expectation, Part, Turn, TurnType, conversations
from builders.corpus_matching import invented, recalled
from cloudwright.cli.studio import Designed, Studio, opened
from cloudwright.cli.unattended import exchange
from cloudwright.design.catalog.registry import elements
from cloudwright.design.model.architecture import Architecture, Environment
from cloudwright.design.model.brief import Brief
from cloudwright.kit.errors import CloudwrightError


@dataclass(frozen=True)
class State:
    """The chosen design and the brief, at one point of a conversation."""

    architecture: Architecture | None = None
    brief: Brief = field(default_factory=Brief)

    @property
    def kinds(self) -> Counter[str]:
        return Counter(c.kind for c in self.architecture.components) if self.architecture else Counter()

    @property
    def content(self) -> str:
        return self.architecture.content_hash() if self.architecture else ""


@dataclass(frozen=True)
class Taken:
    """One turn, and what about it is not as the corpus expects."""

    conversation_id: str
    number: int
    turn: Turn
    reply: str
    wrong: Sequence[str]
    seconds: float


def measure() -> Sequence[Figure]:
    """Return the figures of every part."""
    return tuple(figure for part in Part for figure in _figures(part, asyncio.run(taken(part))))


async def taken(part: Part) -> Sequence[Taken]:
    """Lead every conversation of a part."""
    return [turn for conversation in conversations(part) async for turn in _led(conversation)]


async def _led(conversation: Conversation) -> AsyncIterator[Taken]:
    async with opened(None) as studio:
        states = [State()]
        for number, turn in enumerate(conversation.turns, start=1):
            started = time.perf_counter()
            reply = await _said(studio, turn.say)
            seconds = time.perf_counter() - started
            states.append(_state(await studio.designed()))
            yield Taken(
                conversation_id=conversation.id,
                number=number,
                turn=turn,
                reply=reply,
                wrong=tuple(_wrong(turn.expect, states, reply)),
                seconds=seconds,
            )


async def _said(studio: Studio, text: str) -> str:
    try:
        return (await exchange(studio, text)).reply
    except CloudwrightError as error:
        return f"{error.code}: {error}"


def _state(designed: Designed | None) -> State:
    if designed is None:
        return State()
    return State(architecture=designed.head.architecture, brief=designed.brief)


def _wrong(expect: Expectation, states: Sequence[State], reply: str) -> Iterator[str]:
    """Yield what does not hold after the turn; `states` holds the one before all turns, then one for each."""
    before, after = states[-2:]
    came, went = after.kinds - before.kinds, before.kinds - after.kinds
    yield from (f"no {kind}" for kind in expect.services if kind not in after.kinds)
    yield from (f"{kind} not added" for kind in expect.added if kind not in came)
    yield from (f"{kind} not removed" for kind in expect.removed if kind not in went)
    yield from (f"{c.kind}.{c.property} is not {c.value}" for c in expect.changed if not _holds(c, after))
    if expect.unchanged and after.content != before.content:
        yield f"the design changed: +{dict(came)} -{dict(went)}"
    if expect.same_as is not None and after.content != states[expect.same_as].content:
        yield f"the design is not that of turn {expect.same_as}"
    yield from _wrong_facts(expect, before, after)
    yield from _wrong_words(expect, reply.casefold())


def _wrong_facts(expect: Expectation, before: State, after: State) -> Iterator[str]:
    known = after.brief.requirements
    yield from (f"missed {f.kind.value} {f.value}" for f in expect.facts if not recalled(f, known))
    fresh = [r for r in known if r not in before.brief.requirements]
    found = invented(fresh, (*expect.facts, *expect.may))
    yield from (f"invented {r.kind.value} {r.value} from {r.quote!r}" for r in found)


def _wrong_words(expect: Expectation, reply: str) -> Iterator[str]:
    for alternatives in expect.answer:
        if not any(words in reply for words in alternatives):
            yield f"does not say {' or '.join(alternatives)}"
    yield from (f"says {words}" for words in expect.never_says if words in reply)


def _holds(change: Change, state: State) -> bool:
    if state.architecture is None:
        return False
    found = elements(state.architecture, Environment.PROD).values()
    return any(
        each.component.kind == change.kind and getattr(each.properties, change.property, None) == change.value
        for each in found
    )


def _figures(part: Part, turns: Sequence[Taken]) -> Iterator[Figure]:
    named = f"conversations ({part.value}), "
    yield Figure(f"{named}turns as expected", _good(turns), "%", limit=90, at_least=True)
    for kind in TurnType:
        of_kind = [t for t in turns if kind in t.turn.type]
        if of_kind:
            yield Figure(f"{named}{kind.value} ({len(of_kind)})", _good(of_kind), "%")
    times = sorted(t.seconds for t in turns)
    yield Figure(f"{named}median", times[len(times) // 2], "s")
    yield Figure(f"{named}p95", percentile_95(times), "s")


def _good(turns: Sequence[Taken]) -> float:
    return 100 * sum(not t.wrong for t in turns) / len(turns)


def _misses(turns: Sequence[Taken]) -> Iterator[str]:
    for each in turns:
        if each.wrong:
            yield f"{each.conversation_id}.{each.number} {each.turn.say!r}\n"
            yield "".join(f"    {wrong}\n" for wrong in each.wrong) + f"    > {each.reply[:500]!r}\n"


if __name__ == "__main__":
    chosen = Part(sys.argv[1])
    if chosen is Part.FROZEN:
        raise SystemExit("the frozen half is measured, and its misses are not looked at")
    led = asyncio.run(taken(chosen))
    sys.stdout.write("".join(_misses(led)))
    for figure in _figures(chosen, led):
        sys.stdout.write(f"{figure.name}: {figure.value:.1f} {figure.unit}\n")
