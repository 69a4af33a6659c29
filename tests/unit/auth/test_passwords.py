"""Passwords: which are taken, how they are compared, and what happens when everybody comes at once."""

import asyncio
import threading
from collections.abc import Iterator
from functools import partial
from typing import Literal

import pytest
from argon2 import PasswordHasher
from typing_extensions import override

from cloudwright.auth.errors import PasswordsBusy
from cloudwright.auth.password_rules import SENTENCES, Problem, problem_of
from cloudwright.auth.passwords import Differs, Matches, Passwords
from cloudwright.auth.schemas import PasswordSettings

CHEAP = PasswordSettings(time_cost=1, memory_kib=8, threads=1, waiting=2)
GOOD = "correct horse battery staple"


@pytest.fixture
def passwords() -> Iterator[Passwords]:
    made = Passwords(CHEAP)
    yield made
    made.close()


async def test_a_password_matches_its_own_hash_alone(passwords: Passwords) -> None:
    stored = await passwords.hash(GOOD)

    assert stored.startswith("$argon2id$v=19$m=8,t=1,p=1$")
    assert GOOD not in stored
    assert await passwords.verify(GOOD, stored=stored) == Matches(stale=False)
    assert await passwords.verify(GOOD + " ", stored=stored) == Differs()
    assert await passwords.hash(GOOD) != stored


async def test_the_same_letters_typed_on_another_keyboard_match(passwords: Passwords) -> None:
    stored = await passwords.hash("e\u0301cole de la mer")

    assert await passwords.verify("\u00e9cole de la mer", stored=stored) == Matches(stale=False)


async def test_a_hash_of_other_parameters_matches_and_is_called_stale(passwords: Passwords) -> None:
    stored = await passwords.hash(GOOD)
    stronger = Passwords(PasswordSettings(time_cost=2, memory_kib=8))

    assert await stronger.verify(GOOD, stored=stored) == Matches(stale=True)
    stronger.close()


async def test_somebody_unknown_costs_a_comparison_and_never_matches() -> None:
    compared: list[str | bytes] = []

    class Recording(PasswordHasher):
        @override
        def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:
            compared.append(hash)
            return super().verify(hash, password)

    passwords = Passwords(CHEAP, hashing=Recording)

    assert await passwords.verify("the password of nobody", stored=None) == Differs()
    assert len(compared) == 1
    assert str(compared[0]).startswith("$argon2id$v=19$m=8,t=1,p=1$")
    passwords.close()


@pytest.mark.parametrize(
    "stored", ["", "plain text", "$argon2id$v=19$m=8,t=1,p=1$AAAA", "$2b$12$" + "a" * 53]
)
async def test_a_damaged_hash_matches_nothing(passwords: Passwords, stored: str) -> None:
    assert await passwords.verify(GOOD, stored=stored) == Differs()
    assert await passwords.verify("the password of nobody", stored=stored) == Differs()


@pytest.mark.parametrize("odd", ["", "\ud800", "x" * 100_000, "\0"])
async def test_odd_input_is_only_wrong(passwords: Passwords, odd: str) -> None:
    assert await passwords.verify(odd, stored=await passwords.hash(GOOD)) == Differs()


async def test_one_more_than_may_wait_is_told_so_and_the_others_are_served(passwords: Passwords) -> None:
    go = threading.Event()
    waiting = [asyncio.create_task(passwords._apart(partial(go.wait, 30))) for _ in range(3)]
    await asyncio.sleep(0)

    with pytest.raises(PasswordsBusy) as busy:
        await passwords.verify(GOOD, stored=None)
    go.set()

    async with asyncio.timeout(30):
        assert [await task for task in waiting] == [True] * 3
        assert await passwords.verify(GOOD, stored=None) == Differs()
    assert busy.value.code == "PASSWORDS_BUSY"


async def test_who_gives_up_waiting_makes_room(passwords: Passwords) -> None:
    go, started = threading.Event(), threading.Event()

    def block() -> bool:
        started.set()
        return go.wait(30)

    first = asyncio.create_task(passwords._apart(block))
    async with asyncio.timeout(30):
        await asyncio.to_thread(started.wait, 30)
        given_up = [asyncio.create_task(passwords._apart(partial(go.wait, 30))) for _ in range(2)]
        await asyncio.sleep(0)
        for task in given_up:
            task.cancel()
        await asyncio.wait(given_up)
        later = [asyncio.create_task(passwords.verify(GOOD, stored=None)) for _ in range(2)]
        await asyncio.sleep(0)
        go.set()
        assert await first
        assert [await task for task in later] == [Differs()] * 2


async def test_the_loop_goes_on_while_passwords_are_hashed(passwords: Passwords) -> None:
    go = threading.Event()
    blocked = asyncio.create_task(passwords._apart(partial(go.wait, 30)))

    await asyncio.sleep(0)
    assert not blocked.done()
    go.set()
    async with asyncio.timeout(30):
        assert await blocked


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("short one", Problem.TOO_SHORT),
        ("", Problem.TOO_SHORT),
        ("x" * 129, Problem.TOO_LONG),
        ("\ufdfa" * 50, Problem.TOO_LONG),
        ("tab\tulated words", Problem.NOT_TEXT),
        ("lone \ud800 surrogate", Problem.NOT_TEXT),
        ("abababababab", Problem.REPEATING),
        ("1234567890", Problem.COMMON),
        ("PASSWORD123!", Problem.COMMON),
        ("Password2026!!", Problem.COMMON),
        ("\uff50\uff41\uff53\uff53\uff57\uff4f\uff52\uff44\uff11\uff12\uff13", Problem.COMMON),
        ("qwertyuiop", Problem.COMMON),
        ("Ada.Lovelace99", Problem.ABOUT_YOU),
        ("ada.lovelace@example.com", Problem.ABOUT_YOU),
        ("Cloudwright-2026", Problem.ABOUT_YOU),
        (GOOD, None),
        ("ten letter", None),
        ("aaaaa bbbbb ccccc", None),
        ("a sentence of Ada Lovelace", None),
        ("\u00fcber den w\u00f6lken", None),
        ("\u6b63\u3057\u3044\u99ac\u306e\u96fb\u6c60\u30db\u30c1\u30ad\u30b9", None),
        ("x7#kP2!qLm", None),
    ],
)
def test_the_rules_ask_for_length_and_for_something_uncommon(password: str, problem: Problem | None) -> None:
    about = ("ada.lovelace@example.com", "Ada Lovelace")

    assert problem_of(password, about=about) is problem


def test_every_problem_has_a_sentence() -> None:
    assert set(SENTENCES) == set(Problem)
