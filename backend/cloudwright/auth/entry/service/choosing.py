"""Choosing a password: the rules first, then the hash, outside of any transaction."""

from collections.abc import Collection

from cloudwright.auth.errors import PasswordRefused
from cloudwright.auth.password_rules import SENTENCES, problem_of
from cloudwright.auth.passwords import Passwords


class Choosing:
    """One per process."""

    def __init__(self, passwords: Passwords) -> None:
        self._passwords = passwords

    async def hashed(self, password: str, *, about: Collection[str]) -> str:
        """Return what is stored of a password that its owner may choose.

        Raises:
            PasswordRefused: the rules do not take it; the sentence says why.
            PasswordsBusy: too many wait already.
        """
        problem = problem_of(password, about=about)
        if problem is not None:
            raise PasswordRefused(SENTENCES[problem], details={"problem": problem.value})
        return await self._passwords.hash(password)
