"""One of our own tools: typed arguments in, a typed result or a repairable error out, within a time limit."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, JsonValue, ValidationError
from strands.types.tools import AgentTool, ToolGenerator, ToolResult, ToolSpec, ToolUse

from cloudwright.agents.ports import ANNOUNCER, TURN, Announcer
from cloudwright.agents.turn import Mode, Turn
from cloudwright.events.errors import LeaseLost
from cloudwright.kit.errors import CloudwrightError, ErrorKind
from cloudwright.projects.schemas import Author
from cloudwright.projects.service.changing import Changing
from cloudwright.projects.service.imagining import Imagining
from cloudwright.projects.service.proposing import Proposing
from cloudwright.projects.service.reading import Reading
from cloudwright.projects.service.returning import Returning
from cloudwright.tenancy.work import UnitsOfWork

A = TypeVar("A", bound=BaseModel)

_LARGEST_RESULT_BYTES = 48 * 1024
EVERY_MODE = frozenset(Mode)


@dataclass(frozen=True, slots=True)
class Definition:
    """What people and models know of a tool; `title` says in human words what it does."""

    name: str
    title: str
    description: str
    modes: frozenset[Mode] = EVERY_MODE
    timeout_seconds: float = 20.0


@dataclass(frozen=True, slots=True)
class UseCases:
    """What tools change designs through, and units of work to look things up with."""

    units: UnitsOfWork
    reading: Reading
    proposing: Proposing
    changing: Changing
    imagining: Imagining
    returning: Returning


@dataclass(frozen=True, slots=True)
class Bench:
    """What a tool works with: the turn, its own call, where to report, and the use-cases."""

    turn: Turn
    call_id: str
    announcer: Announcer
    use_cases: UseCases

    @property
    def units(self) -> UnitsOfWork:
        return self.use_cases.units

    @property
    def author(self) -> Author:
        """Who signs what the tool changes: the agent, on behalf of the person."""
        return Author(kind="agent", id=self.turn.principal.user_id)


Work = Callable[[A, Bench], Awaitable[Mapping[str, JsonValue]]]


class DesignTool(AgentTool, Generic[A]):
    """A tool whose arguments are a pydantic model."""

    def __init__(
        self, definition: Definition, arguments: type[A], *, work: Work[A], use_cases: UseCases
    ) -> None:
        super().__init__()
        self.definition = definition
        self._arguments = arguments
        self._work = work
        self._use_cases = use_cases
        self._spec: ToolSpec = {
            "name": definition.name,
            "description": definition.description,
            "inputSchema": {"json": _schema(arguments)},
        }

    @property
    def tool_name(self) -> str:
        return self.definition.name

    @property
    def tool_type(self) -> str:
        return "design"

    @property
    def tool_spec(self) -> ToolSpec:
        return self._spec

    async def stream(
        self, tool_use: ToolUse, invocation_state: dict[str, Any], **kwargs: Any
    ) -> ToolGenerator:
        """Yield the result; a refusal of the domain becomes an error that a model can repair."""
        del kwargs
        bench = Bench(
            turn=invocation_state[TURN],
            call_id=tool_use["toolUseId"],
            announcer=invocation_state[ANNOUNCER],
            use_cases=self._use_cases,
        )
        yield await self._answer(tool_use, bench)

    async def _answer(self, tool_use: ToolUse, bench: Bench) -> ToolResult:
        call_id = tool_use["toolUseId"]
        try:
            arguments = self._arguments.model_validate(tool_use["input"])
            async with asyncio.timeout(self.definition.timeout_seconds):
                return _result(call_id, await self._work(arguments, bench))
        except ValidationError as error:
            return failed(
                call_id, "ARGUMENTS_INVALID", "The arguments do not fit.", problems=_problems(error)
            )
        except TimeoutError:
            return failed(call_id, "TOOL_TIMED_OUT", "This took too long and was given up.", problems=[])
        except LeaseLost:
            raise
        except CloudwrightError as error:
            if error.kind is ErrorKind.INTERNAL:
                raise
            return failed(call_id, error.code, error.message, problems=_known_problems(error))


def failed(call_id: str, code: str, message: str, *, problems: Sequence[JsonValue]) -> ToolResult:
    """Return an error as models see it: `{code, message, problems: [{path, rule, got, allowed, hint}]}`."""
    content = {"code": code, "message": message, "problems": list(problems)}
    return {"toolUseId": call_id, "status": "error", "content": [{"json": content}]}


@cache
def _schema(arguments: type[BaseModel]) -> dict[str, JsonValue]:
    """Return the JSON schema; an installation in one process, as tests have many, works it out once."""
    return arguments.model_json_schema()


def _result(call_id: str, content: Mapping[str, JsonValue]) -> ToolResult:
    size = len(json.dumps(content, ensure_ascii=False, default=str).encode())
    if size > _LARGEST_RESULT_BYTES:
        return failed(
            call_id, "RESULT_TOO_LARGE", f"The result has {size} bytes; ask for a smaller part.", problems=[]
        )
    return {"toolUseId": call_id, "status": "success", "content": [{"json": dict(content)}]}


def _problems(error: ValidationError) -> list[JsonValue]:
    return [
        {
            "path": ".".join(str(part) for part in each["loc"]),
            "rule": each["type"],
            "got": str(each["input"])[:200],
            "allowed": str(each.get("ctx", {}).get("expected", "")) or None,
            "hint": each["msg"],
        }
        for each in error.errors(include_url=False)[:20]
    ]


def _known_problems(error: CloudwrightError) -> Sequence[JsonValue]:
    problems = error.details.get("problems")
    if isinstance(problems, list):
        return problems
    return [{"path": "", "rule": error.code, "got": error.details, "allowed": None, "hint": error.message}]
