"""Hashes passwords with argon2id, in a few threads that only so many may wait for."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from cloudwright.auth.errors import PasswordsBusy
from cloudwright.auth.password_rules import LONGEST, normalised
from cloudwright.auth.schemas import PasswordSettings

_LONGEST_SPELLING = 18  # letters that one letter becomes, at most, when it is normalised (NFKC)
_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True)
class Matches:
    """The password is right; `stale` when its hash was made with other parameters and should be made anew."""

    stale: bool


@dataclass(frozen=True, slots=True)
class Differs:
    """The password is wrong, or there is nobody whose password it could be."""


class Passwords:
    """One per process; `close` ends its threads."""

    def __init__(self, settings: PasswordSettings, *, hashing: type[PasswordHasher] = PasswordHasher) -> None:
        self._hasher = hashing(
            time_cost=settings.time_cost,
            memory_cost=settings.memory_kib,
            parallelism=settings.parallelism,
        )
        self._nobodys = ""
        self._threads = ThreadPoolExecutor(
            settings.threads, thread_name_prefix="passwords", initializer=self._prepare
        )
        self._places = BoundedSemaphore(settings.threads + settings.waiting)

    async def hash(self, password: str) -> str:
        """Return what is stored of a password that the rules took.

        Raises:
            PasswordsBusy: too many wait already.
        """
        return await self._apart(lambda: self._hasher.hash(_bytes(password)))

    async def verify(self, password: str, *, stored: str | None) -> Matches | Differs:
        """Compare a password with what was stored; None, for somebody unknown, takes as long.

        Raises:
            PasswordsBusy: too many wait already; that says nothing about the password or the person.
        """
        return await self._apart(lambda: self._compared(password, stored))

    def close(self) -> None:
        """End the threads; what waits is cancelled."""
        self._threads.shutdown(cancel_futures=True)

    def _prepare(self) -> None:
        """Make what unknown people are compared with, before the first thread works for anybody."""
        self._nobodys = self._nobodys or self._hasher.hash("the password of nobody")

    def _compared(self, password: str, stored: str | None) -> Matches | Differs:
        known = stored is not None and len(password) <= LONGEST * _LONGEST_SPELLING
        try:
            self._hasher.verify(stored if known and stored else self._nobodys, _bytes(password))
        except VerificationError:
            return Differs()
        except InvalidHashError:
            return self._compared(password, None)
        return Matches(stale=self._hasher.check_needs_rehash(stored)) if known and stored else Differs()

    async def _apart(self, work: Callable[[], _Answer]) -> _Answer:
        if not self._places.acquire(blocking=False):
            raise PasswordsBusy(
                "Many people are signing in right now. Nothing was changed. Try again in a moment."
            )
        try:
            future = self._threads.submit(work)
        except RuntimeError:
            self._places.release()
            raise
        future.add_done_callback(self._leave)
        return await asyncio.wrap_future(future)

    def _leave(self, future: "Future[_Answer]") -> None:
        del future
        self._places.release()


def _bytes(password: str) -> bytes:
    return normalised(password).encode("utf-8", "surrogatepass")
