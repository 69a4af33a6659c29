"""The whole product with a conducted model: `python server.py PORT`, then lines on standard input.

Each reply says its first words and waits; the line `open` lets every waiting reply go on to its end.
Settings come from the environment, as for the real server.
"""

import asyncio
import sys
from collections.abc import AsyncIterator

import uvicorn
from strands.models.model import Model

from builders.scripted_model import Gate, Reply, ScriptedModel, Text
from cloudwright.config import Settings
from cloudwright.gateway.schemas import ModelCard
from cloudwright.main import create_app

FIRST_WORDS = ["The first half ", "of the answer ", "stands here. "]
LAST_WORDS = ["And this ", "is the ", "second half."]


class Conducted:
    """A model source whose replies wait in the middle until they are let go."""

    card = ModelCard(id="conducted", label="Conducted model", local=True)

    def __init__(self) -> None:
        self._gates: list[Gate] = []

    def make(self) -> Model:
        return ScriptedModel(self._replies(), [])

    def open(self) -> None:
        """Let every reply that waits go on."""
        for gate in self._gates:
            gate.opened.set()
        self._gates.clear()

    async def _replies(self) -> AsyncIterator[Reply]:
        while True:
            gate = Gate()
            self._gates.append(gate)
            yield [Text(FIRST_WORDS), gate, Text(LAST_WORDS)]


def obey(model: Conducted) -> None:
    """Read one line from standard input; its end means that the test is gone, too."""
    if sys.stdin.readline().strip() == "open":
        model.open()


async def main() -> None:
    model = Conducted()
    app = create_app(Settings(), [model])
    asyncio.get_running_loop().add_reader(sys.stdin.fileno(), obey, model)
    await uvicorn.Server(uvicorn.Config(app, port=int(sys.argv[1]), log_level="warning")).serve()


if __name__ == "__main__":
    asyncio.run(main())
