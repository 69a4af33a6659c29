"""How long ELK takes to lay out diagrams of the sizes that people read.

Run: `python tests/bench/bench_layout.py`. CPU time of the engine's process, mean of several.
"""

import asyncio
import random
import resource
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "backend"), str(ROOT / "tests")]

from bench.figures import Figure, table  # noqa: E402  # found by the path above
from cloudwright.adapters.layout.elk import ElkLayout  # noqa: E402  # found by the path above
from cloudwright.design.diagram.ports import Direction, ElkEdge, ElkGraph, ElkNode  # noqa: E402  # found by the path above

# Twice what the engine took for graphs without labels when it was chosen: a label is a node of its own to it.
CEILINGS_MS = {12: 250.0, 30: 750.0, 60: 1_750.0}
SIDE_EDGES = 0.2  # of the nodes have a second neighbour, as in designs that people draw
REACH = 6
ROUNDS = 3


def a_graph(nodes: int, name: str = "n") -> ElkGraph:
    """Return a connected graph whose edges stay near, the same each time but for the names of its nodes."""
    chance = random.Random(nodes)  # noqa: S311  # a seeded drawing, not a secret
    pairs = {(chance.randrange(max(0, number - REACH), number), number) for number in range(1, nodes)}
    pairs |= {
        (chance.randrange(max(0, number - REACH), number), number)
        for number in chance.sample(range(2, nodes), int(nodes * SIDE_EDGES))
    }
    return ElkGraph(
        direction=Direction.RIGHT,
        nodes=tuple(ElkNode(id=f"{name}{number}", width=180, height=64) for number in range(nodes)),
        edges=tuple(
            ElkEdge(id=f"{a}-{b}", source=f"{name}{a}", target=f"{name}{b}", label_width=60, label_height=16)
            for a, b in sorted(pairs)
        ),
    )


async def engine_ms(nodes: int, rounds: int) -> float:
    """Return the CPU time of one engine process from its start to its end; no graph is one it remembers."""
    before = _children_seconds()
    async with ElkLayout() as layout:
        for number in range(rounds):
            await layout.lay_out(a_graph(nodes, f"n{number}-"))
    return (_children_seconds() - before) * 1000


def _children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


async def measure() -> Sequence[Figure]:
    """Take the start of the engine off, which a server pays once."""
    start = await engine_ms(2, 1)
    return [
        Figure(
            f"layout of {nodes} nodes",
            (await engine_ms(nodes, ROUNDS) - start) / ROUNDS,
            "ms CPU",
            ceiling,
        )
        for nodes, ceiling in CEILINGS_MS.items()
    ]


if __name__ == "__main__":
    print(table(asyncio.run(measure())))  # noqa: T201  # its output
