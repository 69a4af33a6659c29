"""How well free English is understood: the corpus of tests/corpus, part by part, misses listed on request.

`python tests/bench/bench_corpus.py tuning` (or `practice`) lists what is missed and invented in a part
that is not frozen.
"""

import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

if __name__ == "__main__":
    _ROOT = Path(__file__).parents[2]
    sys.path[:0] = [str(_ROOT / "backend"), str(_ROOT / "tests")]

from bench.figures import Figure, percentile_95  # found by the path above
from builders.corpus import Fact, Opening, Part, openings
from builders.corpus_matching import invented, recalled
from cloudwright.design.facts.load import load_facts
from cloudwright.design.intake.read import read
from cloudwright.design.model.brief import Brief, Requirement
from cloudwright.design.options.propose import propose


@dataclass(frozen=True)
class Read:
    """What became of one opening; `seconds` is the time of reading and proposing."""

    opening: Opening
    missed: Sequence[Fact]
    invented: Sequence[Requirement]
    stated: int
    pattern: str
    lacking: Sequence[str]
    wrong: Sequence[str]
    contradiction_seen: bool
    seconds: float

    @property
    def shape_is_right(self) -> bool:
        return self.pattern in self.opening.pattern and not self.lacking and not self.wrong


def measure() -> Sequence[Figure]:
    """Return the figures of every part."""
    return tuple(figure for part in Part for figure in _figures(part, tuple(map(understood, openings(part)))))


def understood(opening: Opening) -> Read:
    """Read one opening, propose, and compare with what the corpus expects."""
    started = time.perf_counter()
    brief = read(opening.text, Brief())
    candidates = propose(brief, load_facts())
    seconds = time.perf_counter() - started
    first = {c.kind for c in candidates[0].architecture.components} if candidates else set()
    return Read(
        opening=opening,
        missed=[fact for fact in opening.facts if not recalled(fact, brief.requirements)],
        invented=invented(brief.requirements, (*opening.facts, *opening.may)),
        stated=sum(r.source == "stated" and r.kind != "function" for r in brief.requirements),
        pattern=brief.pattern if brief.confidence == "strong" else "none",
        lacking=[kind for kind in opening.services if kind not in first] if candidates else (),
        wrong=[kind for kind in opening.never if kind in first],
        contradiction_seen=bool(brief.contradictions),
        seconds=seconds,
    )


def _figures(part: Part, reads: Sequence[Read]) -> Iterator[Figure]:
    expected = sum(len(r.opening.facts) for r in reads)
    named = f"openings ({part.value}), "
    missed, made_up = sum(len(r.missed) for r in reads), sum(len(r.invented) for r in reads)
    yield Figure(f"{named}facts recalled", 100 * (1 - missed / expected), "%", limit=90, at_least=True)
    yield Figure(f"{named}facts invented", 100 * made_up / max(1, sum(r.stated for r in reads)), "%", limit=3)
    shaped = sum(r.shape_is_right for r in reads)
    yield Figure(f"{named}shape as expected", 100 * shaped / len(reads), "%", limit=90, at_least=True)
    against = [r for r in reads if r.opening.contradiction]
    seen = sum(r.contradiction_seen for r in against)
    yield Figure(f"{named}contradictions named", 100 * seen / max(1, len(against)), "%")
    times = sorted(1000 * r.seconds for r in reads)
    yield Figure(f"{named}median", times[len(times) // 2], "ms")
    yield Figure(f"{named}p95", percentile_95(times), "ms")


def _misses(part: Part) -> Iterator[str]:
    for each in map(understood, openings(part)):
        told = [f"missed {f.kind.value} {f.value} {f.unit}" for f in each.missed]
        told += [f"invented {r.kind.value} {r.value} {r.unit} from {r.quote!r}" for r in each.invented]
        if each.pattern not in each.opening.pattern:
            told.append(f"shape {each.pattern}, expected {' or '.join(each.opening.pattern)}")
        told += [f"lacks {kind}" for kind in each.lacking] + [f"has {kind}" for kind in each.wrong]
        if each.opening.contradiction != each.contradiction_seen:
            told.append(f"contradiction {'not ' if each.opening.contradiction else ''}named")
        if told:
            yield f"{each.opening.id} {each.opening.text[:400]!r}\n" + "".join(f"    {t}\n" for t in told)


if __name__ == "__main__":
    chosen = Part(sys.argv[1])
    if chosen is Part.FROZEN:
        raise SystemExit("the frozen half is measured, and its misses are not looked at")
    sys.stdout.write("".join(_misses(chosen)))
    reads = tuple(map(understood, openings(chosen)))
    for figure in _figures(chosen, reads):
        sys.stdout.write(f"{figure.name}: {figure.value:.1f} {figure.unit}\n")
