"""A worker that dies at a chosen step: at a statement, or at a commit."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, event

from cloudwright.database.engine import Database


class Killed(Exception):
    """Stands for a process that is gone."""


@dataclass
class Steps:
    """How many steps were taken; death comes before step number `last`."""

    last: int
    taken: int = 0

    def take(self) -> None:
        self.taken += 1
        if self.taken == self.last:
            raise Killed


@contextmanager
def dying_at(database: Database, step: int) -> Iterator[Steps]:
    """Kill whatever works on `database` before its step number `step`; 0 never does."""
    steps = Steps(step)

    def statement(*context: object) -> None:
        del context
        steps.take()

    def commit(connection: Connection) -> None:
        del connection
        steps.take()

    engine = database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", statement)
    event.listen(engine, "commit", commit)
    try:
        yield steps
    finally:
        event.remove(engine, "before_cursor_execute", statement)
        event.remove(engine, "commit", commit)
