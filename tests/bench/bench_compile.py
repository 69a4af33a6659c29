"""What compiling, pricing and reviewing a design costs, and that the cost grows with its size alone.

Run: `python tests/bench/bench_compile.py`. CPU time of one environment, without lint and layout.
"""

import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "backend"), str(ROOT / "tests")]

from bench.figures import Figure, table  # noqa: E402  # found by the path above
from builders.edge_designs import a_component, a_connection, a_design  # noqa: E402  # found by the path above
from cloudwright.design.emit.cloudformation import emitter as cloudformation  # noqa: E402  # found by the path above
from cloudwright.design.emit.terraform import emitter as terraform  # noqa: E402  # found by the path above
from cloudwright.design.evaluation.evaluate import evaluate  # noqa: E402  # found by the path above
from cloudwright.design.facts.facts import Facts  # noqa: E402  # found by the path above
from cloudwright.design.facts.load import load_facts  # noqa: E402  # found by the path above
from cloudwright.design.lowering.lower import lower  # noqa: E402  # found by the path above
from cloudwright.design.model.architecture import Architecture, Environment  # noqa: E402  # found by the path above
from cloudwright.design.model.brief import Brief  # noqa: E402  # found by the path above

SMALL, LARGE = 100, 2_000
CEILING_MS = 500.0
LINEAR = (
    1.5  # a component of the large design may cost this much more: caches of the processor, not our loops
)
_CELL = 5


def a_large_design(components: int) -> Architecture:
    """Return cells of five: a function fills a queue, another empties it into a table and tells a topic."""
    cells = range(components // _CELL)
    kinds = {
        "taker": "lambda_function",
        "jobs": "sqs_queue",
        "worker": "lambda_function",
        "rows": "dynamodb_table",
        "news": "sns_topic",
    }
    sentences = (
        "taker publishes jobs",
        "worker consumes jobs",
        "worker writes rows",
        "worker publishes news",
    )
    return a_design(
        [a_component(f"{name}-{cell}", kind) for cell in cells for name, kind in kinds.items()],
        [a_connection(_in_cell(sentence, cell)) for cell in cells for sentence in sentences],
    )


def _in_cell(sentence: str, cell: int) -> str:
    source, verb, target = sentence.split()
    return f"{source}-{cell} {verb} {target}-{cell}"


def compile_seconds(design: Architecture, facts: Facts) -> float:
    """Return CPU seconds for every format, price and review in production."""
    started = time.process_time()
    blueprint = lower(design, Environment.PROD, facts)
    cloudformation.emit(blueprint)
    terraform.emit(blueprint)
    evaluate(design, Brief(), environment=Environment.PROD, facts=facts, as_of=date(2026, 1, 1))
    return time.process_time() - started


def measure(rounds: int = 3) -> Sequence[Figure]:
    """Return the best of several rounds; the first warms what is loaded once."""
    facts = load_facts()
    small, large = a_large_design(SMALL), a_large_design(LARGE)
    compile_seconds(small, facts)
    one = min(compile_seconds(small, facts) for _ in range(rounds)) / SMALL
    many = min(compile_seconds(large, facts) for _ in range(2)) / LARGE
    return (
        Figure(f"compile {SMALL} components, price, review", one * SMALL * 1000, "ms CPU", CEILING_MS),
        Figure(f"compile {LARGE} components, price, review", many * LARGE * 1000, "ms CPU"),
        Figure(f"cost of a component at {LARGE} / at {SMALL}", many / one, "ratio", LINEAR),
    )


if __name__ == "__main__":
    print(table(measure()))  # noqa: T201  # its output
