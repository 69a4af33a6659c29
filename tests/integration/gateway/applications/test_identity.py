"""Who calls: by keys that are good, and by nothing else."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from builders.applications import ADMIN, HOME, STRANGER, Gatehouse, a_gatehouse, refused
from builders.stores import EVERYONE
from cloudwright.gateway.applications.errors import KeyNotFound
from cloudwright.gateway.applications.schemas import (
    Identified,
    KeyChange,
    NewApplication,
    NewApplicationKey,
    Rotation,
    Scope,
)
from cloudwright.gateway.applications.texts import new_key_id, new_text, parsed
from cloudwright.gateway.wire.refusal import Reason
from cloudwright.rbac.errors import NetworkUnreadable


@pytest.fixture
async def gatehouse(tmp_path: Path) -> AsyncIterator[Gatehouse]:
    async with a_gatehouse(tmp_path) as gatehouse:
        yield gatehouse


async def test_a_key_says_whose_call_it_is(gatehouse: Gatehouse) -> None:
    made = await gatehouse.a_key(
        NewApplicationKey(name="Live", scopes=frozenset({Scope.GENERATE}), models=("gpt-*",))
    )

    assert await gatehouse.identify(made.secret) == Identified(
        organization_id="org_1",
        application_id=made.key.application_id,
        application="Shop",
        team="web",
        key_id=made.key.id,
        secret_id=made.key.secrets[0].id,
        scopes=frozenset({Scope.GENERATE}),
        models=(("*",), ("gpt-*",)),
        profile="",
        address=HOME,
        revision=2,
    )


async def test_a_key_never_adds_to_what_its_application_may_call(gatehouse: Gatehouse) -> None:
    narrow = NewApplication(name="Shop", models=("claude-*", "small"))
    made = await gatehouse.a_key(NewApplicationKey(name="Wide"), of=narrow)
    found = await gatehouse.identify(made.secret)

    assert [found.may_call(each) for each in ("claude-x", "small", "gpt-5", "smaller", "")] == [
        True,
        True,
        False,
        False,
        False,
    ]


async def test_no_secret_and_no_pepper_is_in_the_database(gatehouse: Gatehouse) -> None:
    made = await gatehouse.a_key()
    kept = ""
    async with gatehouse.database.read(EVERYONE) as db:
        connection = await db.connection()
        for table in ("application_keys", "application_secrets", "application_peppers", "audit_entries"):
            kept += str((await connection.execute(text(f"SELECT * FROM {table}"))).all())  # noqa: S608  # a fixed list

    secret = made.secret.rpartition("-")[2]
    _, pepper = await gatehouse.peppers.newest()
    assert made.key.id in kept
    assert not any(secret[at : at + 8] in kept for at in range(len(secret) - 8))
    assert pepper.hex() not in kept


async def test_what_proves_nothing_is_refused_in_one_way(gatehouse: Gatehouse) -> None:
    revoked, expired, good = [
        await gatehouse.a_key(NewApplicationKey(name="A", expires_in_days=days)) for days in (90, 1, 90)
    ]
    async with gatehouse.keys() as keys:
        await keys.revoke(revoked.key.id, by=ADMIN)
    gatehouse.times.passes(86_400)
    ticket = await gatehouse.tickets.give(await gatehouse.identify(good.secret))
    wrong = [
        revoked.secret,
        expired.secret,
        new_text(good.key.id).whole,
        new_text(new_key_id()).whole,
        good.secret[:-1],
        good.secret + "x",
        good.secret.upper(),
        f"{ticket[:-8]}AAAAAAAA",
        "",
        "sk-cw-",
        "sk-ant-api03-somebody-elses",
        "cw_live_0123456789_abc",
        "x" * 100_000,
        "é" * 50,
        "\x00",
        "\udcff",
        good.secret.replace(good.key.id, revoked.key.id),
    ]

    answers = {
        (each.reason, each.code, each.message) for each in [await refused(gatehouse, w) for w in wrong]
    }

    assert {reason for reason, _, _ in answers} == {Reason.UNIDENTIFIED}
    assert len(answers) == 1


async def test_every_refusal_compares_a_hash(gatehouse: Gatehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    made = await gatehouse.a_key()
    hashed: list[int] = []
    plain = __import__("hmac").digest

    def counted(key: bytes, message: bytes, name: str) -> bytes:
        hashed.append(len(message))
        digest: bytes = plain(key, message, name)
        return digest

    monkeypatch.setattr("hmac.digest", counted)
    await gatehouse.identify(made.secret)
    await refused(gatehouse, new_text(made.key.id).whole)
    await refused(gatehouse, new_text(new_key_id()).whole)

    assert hashed == [len(made.secret)] * 3


FROM = [
    (("192.0.2.0/24",), "192.0.2.9", True),
    (("192.0.2.0/24",), "::ffff:192.0.2.9", True),
    (("192.0.2.0/24",), "198.51.100.1", False),
    (("2001:db8::/32",), "2001:db8:0:0:0:0:0:1", True),
    (("2001:db8::/32",), "2001:DB8::1", True),
    (("2001:db8::/32",), "2001:db9::1", False),
    (("2001:db8::/32",), "192.0.2.9", False),
    (("192.0.2.0/24",), "", False),
    (("192.0.2.0/24",), "192.0.2.9, 10.0.0.1", False),
]


async def test_keys_come_in_from_their_networks_only(gatehouse: Gatehouse) -> None:
    for allowed, address, let_in in FROM:
        made = await gatehouse.a_key(NewApplicationKey(name="Here", addresses=allowed))
        if let_in:
            assert (await gatehouse.identify(made.secret, address)).address == address
            continue
        answer = await refused(gatehouse, made.secret, address)
        assert (answer.reason, answer.code) == (Reason.FORBIDDEN, "address_not_allowed")
        assert (await refused(gatehouse, new_text(made.key.id).whole, address)).code == "invalid_key"


async def test_an_address_list_that_cannot_be_read_is_not_kept() -> None:
    with pytest.raises(NetworkUnreadable):
        NewApplicationKey(name="Here", addresses=("192.0.2.0/99",))


async def test_others_keys_are_not_there(gatehouse: Gatehouse) -> None:
    made = await gatehouse.a_key()
    async with gatehouse.keys(STRANGER) as keys:
        for deed in (
            keys.revoke(made.key.id, by=STRANGER),
            keys.rotate(made.key.id, Rotation(), by=STRANGER),
            keys.change(made.key.id, KeyChange(name="Mine"), by=STRANGER),
        ):
            with pytest.raises(KeyNotFound):
                await deed

    assert (await gatehouse.identify(made.secret)).organization_id == "org_1"


async def test_last_use_is_written_once_for_many_calls(gatehouse: Gatehouse) -> None:
    made = await gatehouse.a_key()
    for _ in range(5):
        await gatehouse.identify(made.secret)
        gatehouse.times.passes(1)

    assert (await gatehouse.uses.write(), await gatehouse.uses.write()) == (1, 0)
    async with gatehouse.keys() as keys:
        assert (await keys.find(made.key.id)).last_used_at == gatehouse.times.now - timedelta(seconds=1)


async def test_old_peppers_prove_old_keys(gatehouse: Gatehouse) -> None:
    old = await gatehouse.a_key()
    await gatehouse.peppers.renew(after=1)
    new = await gatehouse.a_key()

    assert (await gatehouse.peppers.newest())[0] == 2
    assert await gatehouse.identify(old.secret)
    assert await gatehouse.identify(new.secret)


async def test_a_key_with_another_organisation_s_id_in_its_token_opens_nothing(gatehouse: Gatehouse) -> None:
    made, theirs = await gatehouse.a_key(), await gatehouse.a_key(by=STRANGER)
    mine, other = await gatehouse.identify(made.secret), await gatehouse.identify(theirs.secret)
    mixed = Identified(
        **{name: getattr(other, name) for name in Identified.__slots__}
        | {"organization_id": mine.organization_id}
    )

    assert (await refused(gatehouse, await gatehouse.tickets.give(mixed))).code == "invalid_key"


async def test_tokens_of_people_and_of_applications_are_not_taken_for_each_other(
    gatehouse: Gatehouse,
) -> None:
    made = await gatehouse.a_key()
    ticket = await gatehouse.tickets.give(await gatehouse.identify(made.secret))

    assert (await gatehouse.identify(ticket)).key_id == made.key.id
    with pytest.raises(Exception, match="not valid"):
        await gatehouse.signing.verify(ticket)
    gatehouse.times.passes(606)
    assert (await refused(gatehouse, ticket)).code == "invalid_key"


def test_a_key_is_read_as_it_was_made() -> None:
    made = new_text(new_key_id())

    assert parsed(made.whole) == made
    assert made.whole.startswith(f"sk-cw-{made.key_id}-")
