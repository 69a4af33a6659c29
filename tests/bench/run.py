"""Every benchmark as one table against DESIGN.md section 9: `make bench`.

Ratios are taken in one run; absolute figures are ceilings and depend on the machine. A figure over its limit
is said, not hidden, and does not fail the run: the table is for people.
"""

import asyncio
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "backend"), str(ROOT / "tests")]

from bench import (  # noqa: E402  # found by the path above
    bench_admission,
    bench_compile,
    bench_corpus,
    bench_dialogue,
    bench_event_log,
    bench_inspection,
    bench_journal,
    bench_layout,
    bench_policies,
    bench_product,
    bench_stop,
    bench_streaming,
)
from bench.figures import Figure, missing, table  # noqa: E402  # found by the path above

_SIZE = re.compile(r"^(?P<name>.+?)\s+(?P<size>[\d.]+) of\s+(?P<budget>\d+) kB", re.MULTILINE)


def product() -> Sequence[Figure]:
    return asyncio.run(bench_product.measure())


def compiling() -> Sequence[Figure]:
    return bench_compile.measure()


def understanding() -> Sequence[Figure]:
    return (*bench_corpus.measure(), *bench_dialogue.measure())


def layout() -> Sequence[Figure]:
    return asyncio.run(bench_layout.measure())


def streaming() -> Sequence[Figure]:
    return asyncio.run(bench_streaming.measure())


def admission() -> Sequence[Figure]:
    return asyncio.run(bench_admission.measure())


def stopping() -> Sequence[Figure]:
    return asyncio.run(bench_stop.measure())


def event_log() -> Sequence[Figure]:
    with tempfile.TemporaryDirectory() as directory:
        found = asyncio.run(bench_event_log.measure(Path(directory)))
    return (
        Figure("event log, an event in a transaction of its own", found["one_by_one"], "us CPU"),
        Figure("event log, an event in a group", found["in_groups"], "us CPU"),
        Figure(
            "event log, one by one / in groups",
            found["group_commit_ratio"],
            "ratio",
            bench_event_log.TARGET_RATIO,
            at_least=True,
        ),
    )


def journal() -> Sequence[Figure]:
    with tempfile.TemporaryDirectory() as directory:
        return asyncio.run(bench_journal.measure(Path(directory)))


def sizes() -> Sequence[Figure]:
    """Read what `npm run size` says about the built front end."""
    command = ["node", "scripts/size-budget.mjs"]
    said = subprocess.run(command, cwd=ROOT / "frontend", capture_output=True, text=True, check=False)
    rows = [
        Figure(row["name"], float(row["size"]), "kB gz", float(row["budget"]))
        for row in _SIZE.finditer(said.stdout)
    ]
    return rows or [missing("front end", "it is not built")]


PARTS: Sequence[tuple[str, Callable[[], Sequence[Figure]]]] = (
    ("The product, built-in designer, wall time", product),
    ("Compiling, one environment, no lint, no layout", compiling),
    ("Understanding, the corpus", understanding),
    ("Layout", layout),
    ("Streaming, durable log on, SQLite", streaming),
    ("Stopping a run, from the request to its last event", stopping),
    ("Event log", event_log),
    ("Journal of calls, and rows of the ledger one by one", journal),
    ("Admission, four budgets, a rate of requests and one of tokens", admission),
    ("Inspecting prompts and answers", bench_inspection.measure),
    ("Rules for calls of models", bench_policies.measure),
    ("Front end, first view of each route", sizes),
)


def main() -> None:
    """Print each part as it is done."""
    load = os.getloadavg()[0]
    print(f"{os.cpu_count()} cores, load {load:.1f} before the start: absolute figures suffer above 0.5.")  # noqa: T201  # its output
    for title, measure in PARTS:
        print(f"\n{title}", flush=True)  # noqa: T201  # its output
        print(table(_measured(title, measure)), flush=True)  # noqa: T201  # its output


def _measured(title: str, measure: Callable[[], Sequence[Figure]]) -> Sequence[Figure]:
    try:
        return measure()
    except Exception as error:  # noqa: BLE001  # outermost: the other parts are still measured
        return [missing(title, f"it broke off: {error!r}")]


if __name__ == "__main__":
    main()
