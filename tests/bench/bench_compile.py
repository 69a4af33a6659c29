"""What compiling, pricing and reviewing a design costs, and that the cost grows with its size alone.

Run: `python tests/bench/bench_compile.py`. CPU time of one environment, without lint and layout.
"""

import sys
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "backend"), str(ROOT / "tests")]

from bench.figures import Figure, table  # noqa: E402  # found by the path above
from builders.bundles import bundle_files  # noqa: E402  # found by the path above
from builders.edge_designs import a_component, a_connection, a_design  # noqa: E402  # found by the path above
from cloudwright.design.bundle.consistency.report import consistency  # noqa: E402  # found by the path above
from cloudwright.design.bundle.files import BundleFile  # noqa: E402  # found by the path above
from cloudwright.design.bundle.parts import Part  # noqa: E402  # found by the path above
from cloudwright.design.emit.cloudformation import emitter as cloudformation  # noqa: E402  # found by the path above
from cloudwright.design.emit.terraform import emitter as terraform  # noqa: E402  # found by the path above
from cloudwright.design.evaluation.evaluate import evaluate  # noqa: E402  # found by the path above
from cloudwright.design.facts.facts import Facts  # noqa: E402  # found by the path above
from cloudwright.design.facts.load import load_facts  # noqa: E402  # found by the path above
from cloudwright.design.lowering.lower import lower  # noqa: E402  # found by the path above
from cloudwright.design.model.architecture import Architecture, Environment  # noqa: E402  # found by the path above
from cloudwright.design.model.brief import Brief  # noqa: E402  # found by the path above
from cloudwright.design.model.document import Document  # noqa: E402  # found by the path above

SMALL, LARGE = 100, 2_000
SIZES = (12, 30, 60)  # designs that people read
CEILING_MS = 500.0
LINEAR = (
    1.5  # a component of the large design may cost this much more: caches of the processor, not our loops
)
_CELL = 5
_ROUNDS = 7


def a_large_design(components: int) -> Architecture:
    """Return cells of five: a function fills a queue, another empties it into a table and tells a topic."""
    cells = range(-(-components // _CELL))
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
    drawn = [a_component(f"{name}-{cell}", kind) for cell in cells for name, kind in kinds.items()]
    connected = [a_connection(_in_cell(sentence, cell)) for cell in cells for sentence in sentences]
    kept = {component.id for component in drawn[:components]}
    return a_design(drawn[:components], [c for c in connected if {c.source, c.target} <= kept])


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


def step_seconds(design: Architecture, facts: Facts) -> Mapping[str, float]:
    """Return CPU seconds of each step in production."""
    blueprint = lower(design, Environment.PROD, facts)
    files = bundle_files(
        Document(architecture=design), parts=frozenset({Part.TERRAFORM, Part.CLOUDFORMATION, Part.DOCUMENTS})
    )
    steps: Mapping[str, Callable[[], object]] = {
        "lower": lambda: lower(design, Environment.PROD, facts),
        "CloudFormation": lambda: cloudformation.emit(blueprint),
        "Terraform": lambda: terraform.emit(blueprint),
        "price and review": lambda: evaluate(
            design, Brief(), environment=Environment.PROD, facts=facts, as_of=date(2026, 1, 1)
        ),
        "consistency": lambda: consistency(BundleFile(path, content) for path, content in files.items()),
    }
    return {name: min(_seconds(step) for _ in range(_ROUNDS)) for name, step in steps.items()}


def _seconds(step: Callable[[], object]) -> float:
    started = time.process_time()
    step()
    return time.process_time() - started


def readable_designs(facts: Facts) -> Sequence[Figure]:
    """Return the cost of designs of the usual sizes, the steps of the largest, and how an element grows."""
    found = {size: step_seconds(a_large_design(size), facts) for size in SIZES}
    whole = {size: sum(steps.values()) for size, steps in found.items()}
    few, many = SIZES[0], SIZES[-1]
    return (
        *(Figure(f"every step, {size} elements", whole[size] * 1000, "ms CPU") for size in SIZES),
        *(Figure(f"{name}, {many} elements", found[many][name] * 1000, "ms CPU") for name in found[many]),
        *(
            Figure(
                f"cost of an element at {size} / at {few}",
                (whole[size] / size) / (whole[few] / few),
                "ratio",
                LINEAR,
            )
            for size in SIZES[1:]
        ),
    )


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
        *readable_designs(facts),
    )


if __name__ == "__main__":
    print(table(measure()))  # noqa: T201  # its output
