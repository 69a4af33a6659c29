"""cfn-lint in a warm subprocess over pipes: started on first use, restarted when it dies."""

import asyncio
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from pydantic import TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked_dataclass

from cloudwright.artifacts.errors import LintFailed
from cloudwright.artifacts.ports import LintMatch

_ENGINE = Path(__file__).with_name("engine.py")
_REPLY_LIMIT_BYTES = 16 * 1024 * 1024
_STOP_SECONDS = 2.0


@checked_dataclass(frozen=True)
class _Reply:
    matches: tuple[LintMatch, ...] | None = None
    error: str = ""


_REPLY = TypeAdapter(_Reply)


class CfnLint:
    """The Linter port on cfn-lint, every level of rule, nothing ignored.

    Parallel requests wait for each other in order of arrival. `timeout_seconds` covers one request after
    its turn has come (the first one also loads the rules); an engine that exceeds it is killed. Use it as an
    async context manager, or call `close`, to end the subprocess.
    """

    def __init__(self, *, timeout_seconds: float = 60.0, engine: Path = _ENGINE) -> None:
        self._timeout_seconds = timeout_seconds
        self._engine = engine
        self._turn = asyncio.Lock()
        self._process: asyncio.subprocess.Process | None = None

    async def lint(self, templates: Mapping[str, str], region: str) -> tuple[LintMatch, ...]:
        """Return all matches; raises LintFailed on a refusal, a second death, the timeout."""
        request = json.dumps({"region": region, "templates": dict(templates)}).encode() + b"\n"
        async with self._turn:
            line = await self._answer(request)
        try:
            reply = _REPLY.validate_json(line)
        except ValidationError as error:
            raise LintFailed(
                "cfn-lint gave an answer that cannot be read. The files are unchanged."
            ) from error
        if reply.matches is None:
            raise LintFailed(
                f"cfn-lint could not judge the templates: {reply.error}. The files are unchanged."
            )
        return reply.matches

    async def warm_up(self) -> None:
        """Start the subprocess ahead of the first request."""
        async with self._turn:
            await self._running()

    async def close(self) -> None:
        """End the subprocess; the next request starts another one."""
        async with self._turn:
            await self._end()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def _answer(self, request: bytes) -> bytes:
        """Ask, and ask a fresh engine once more when the warm one has died."""
        try:
            return await self._ask(request)
        except (BrokenPipeError, ConnectionResetError, asyncio.IncompleteReadError):
            await self._end()
        try:
            return await self._ask(request)
        except (BrokenPipeError, ConnectionResetError, asyncio.IncompleteReadError) as error:
            await self._end()
            raise LintFailed("cfn-lint ended without an answer, twice. The files are unchanged.") from error

    async def _ask(self, request: bytes) -> bytes:
        process = await self._running()
        if process.stdin is None or process.stdout is None:
            raise LintFailed("cfn-lint was started without pipes.")
        try:
            async with asyncio.timeout(self._timeout_seconds):
                process.stdin.write(request)
                await process.stdin.drain()
                return await process.stdout.readuntil(b"\n")
        except (TimeoutError, asyncio.LimitOverrunError) as error:
            await self._end()
            raise LintFailed(
                f"cfn-lint gave no answer within {self._timeout_seconds:g} s. The files are unchanged."
            ) from error
        except asyncio.CancelledError:
            # An answer that nobody waits for would be taken for the next request's.
            await asyncio.shield(self._end())
            raise

    async def _running(self) -> asyncio.subprocess.Process:
        if self._process is None or self._process.returncode is not None:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                str(self._engine),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                limit=_REPLY_LIMIT_BYTES,
            )
        return self._process

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is None or process.returncode is not None:
            return
        if process.stdin is not None:
            process.stdin.close()
        try:
            async with asyncio.timeout(_STOP_SECONDS):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()
