"""What it costs to look into prompts and answers, beside the same work done by the standard library's `re`.

Run: `python tests/bench/bench_inspection.py`. CPU time, the best of many rounds; ratios are of one run.
"""

import json
import re
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "backend"), str(ROOT / "tests")]

from bench.figures import Figure, table  # noqa: E402  # found by the path above
from cloudwright.gateway.inspection.finding import Finder, Span  # noqa: E402  # found by the path above
from cloudwright.gateway.inspection.injection import injection_score  # noqa: E402  # found by the path above
from cloudwright.gateway.inspection.inspecting import inspect  # noqa: E402  # found by the path above
from cloudwright.gateway.inspection.kinds import Kind  # noqa: E402  # found by the path above
from cloudwright.gateway.inspection.patterns import PATTERNS  # noqa: E402  # found by the path above
from cloudwright.gateway.inspection.places import by_patterns, by_signs  # noqa: E402  # found by the path above
from cloudwright.gateway.inspection.profiles import BALANCED  # noqa: E402  # found by the path above
from cloudwright.gateway.inspection.rules import _after_a_break, rules  # noqa: E402  # found by the path above
from cloudwright.gateway.inspection.tails import Tail  # noqa: E402  # found by the path above
from cloudwright.gateway.wire.ask import Speaker, Text  # noqa: E402  # found by the path above

FIXTURES = ROOT / "tests" / "fixtures" / "inspection"
GUIDE = ROOT / "CONTRIBUTING.md"
SUSPICIOUS = 0.5
CEILING_8_KB_US, LEAST_RATIO = 100.0, 3.0
_FOUND_IN_8_KB = " Write to ann@example.com or +1 415 555 2671, pay with 4111 1111 1111 1111."


class _Standard(Finder):
    """The same pattern, found by `re`."""

    def __init__(self, pattern: str) -> None:
        self._compiled = re.compile(pattern.encode())

    def search(self, text: bytes, start: int = 0) -> Span | None:
        found = self._compiled.search(text, start)
        return None if found is None else found.span()


def _best_us(work: Callable[[], object], rounds: int = 60) -> float:
    def once() -> float:
        begun = time.process_time_ns()
        work()
        return (time.process_time_ns() - begun) / 1_000

    return min(once() for _ in range(rounds))


def _prompt(kilobytes: int) -> list[Text]:
    """Return prose and code of the project's own guide, with three findings in every 8 KB."""
    prose = GUIDE.read_text(encoding="utf-8").encode("ascii", "ignore").decode()
    piece = (prose * 3)[: 8_000 - len(_FOUND_IN_8_KB)] + _FOUND_IN_8_KB
    return [Text(("prompt",), piece * (kilobytes // 8), Speaker.USER)]


def _whole_texts() -> Sequence[Figure]:
    wanted = rules(BALANCED.prompt)
    others = [pattern.opening.pattern for pattern in PATTERNS if pattern.kind is not Kind.EMAIL]
    fast, slow = wanted.searches, (by_patterns(_Standard(_after_a_break(others))), by_signs)
    figures = []
    for kilobytes, ceiling in ((8, CEILING_8_KB_US), (64, CEILING_8_KB_US * 8)):
        texts = _prompt(kilobytes)
        found = inspect(texts, BALANCED)
        ours = _best_us(lambda texts=texts: inspect(texts, BALANCED))  # type: ignore[misc]  # bound at once
        wanted.searches = slow
        same = inspect(texts, BALANCED)
        theirs = _best_us(lambda texts=texts: inspect(texts, BALANCED), 5)  # type: ignore[misc]  # bound at once
        wanted.searches = fast
        if same != found or len(found.findings) < 3 * kilobytes // 8:
            raise RuntimeError("Both must find the same, or the comparison says nothing.")
        name = f"inspecting {kilobytes} KB"
        figures += [
            Figure(name, ours, "us CPU", ceiling),
            Figure(f"{name}, by re", theirs, "us CPU"),
            Figure(f"{name}, re / RE2", theirs / ours, "ratio", LEAST_RATIO, at_least=True),
        ]
    return figures


def _streams() -> Figure:
    pieces = re.findall(r"\s*\S{1,6}", _prompt(8)[0].text)

    def stream() -> None:
        tail = Tail(BALANCED)
        for piece in pieces:
            tail.feed("0", piece)
        tail.end("0")

    return Figure("inspecting a stream, each piece", _best_us(stream, 10) / len(pieces), "us CPU", 15.0)


def _injections() -> Sequence[Figure]:
    corpus: dict[str, list[str]] = json.loads((FIXTURES / "injections.json").read_text(encoding="utf-8"))

    def caught(texts: Sequence[str]) -> int:
        scores = (injection_score([Text(("prompt",), text, Speaker.USER)]) for text in texts)
        return sum(score.value >= SUSPICIOUS for score in scores)

    right, wrong = caught(corpus["attacks"]), caught(corpus["harmless"])
    texts = _prompt(8)
    return (
        Figure("injection score, 8 KB", _best_us(lambda: injection_score(texts), 20), "us CPU", 1_000.0),
        Figure("injection score, precision on its corpus", right / (right + wrong), "of 1"),
        Figure("injection score, recall on its corpus", right / len(corpus["attacks"]), "of 1"),
    )


def measure() -> Sequence[Figure]:
    return (*_whole_texts(), _streams(), *_injections())


if __name__ == "__main__":
    print(table(measure()))  # noqa: T201  # its output
