"""What the calls of this turn gave."""

from typing import TypeVar

from pydantic import ValidationError

from cloudwright.agents.designer.results import Failure, Result
from cloudwright.agents.designer.view import Done, View

R = TypeVar("R", bound=Result)


def failure(seen: View) -> Failure | None:
    """What the newest call failed with; that there is no design yet is an answer and no failure."""
    if not seen.done or seen.done[-1].succeeded:
        return None
    found = read(Failure, seen.done[-1]) or Failure()
    return None if seen.done[-1].tool == "get_design" and found.code == "NO_DESIGN" else found


def result(seen: View, tool: str, shape: type[R]) -> R | None:
    done = seen.result_of(tool)
    return None if done is None or not done.succeeded else read(shape, done)


def read(shape: type[R], done: Done) -> R | None:
    try:
        return shape.model_validate_json(done.result)
    except ValidationError:
        return None
