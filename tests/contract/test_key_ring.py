"""What every key ring promises, and what a sealer promises on each of them."""

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import boto3
import pytest

from builders import moto_tool
from builders.offline_kms import REGION, Account, offline_kms
from cloudwright.adapters.key_file import KeyFileRing
from cloudwright.adapters.kms import KmsRing, kms_client
from cloudwright.encryption.errors import KeyFileRefused, KeyMissing, KeyServiceUnavailable, SealRefused
from cloudwright.encryption.ports import KeyRing
from cloudwright.encryption.schemas import EncryptionSettings, KeyName, Sealed, WrappedKey
from cloudwright.encryption.service import Sealer

OWN, FOREIGN = {"organization_id": "org_own"}, {"organization_id": "org_foreign"}
PLACE = {**OWN, "table": "secrets", "row": "sec_1", "version": "1"}


@dataclass(frozen=True)
class Rings:
    """One store of keys, opened once and again, and with a newer key in front."""

    ring: KeyRing
    again: Callable[[], KeyRing]
    rotated: Callable[[], KeyRing]
    foreign: KeyRing


@pytest.fixture(scope="module")
def kms() -> Iterator[Account]:
    with offline_kms() as account:
        yield account


@pytest.fixture(params=["file", "kms"])
def rings(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Rings:
    return _of_files(tmp_path) if request.param == "file" else _of_kms(request, monkeypatch)


def _of_files(folder: Path) -> Rings:
    path = folder / "keys" / "ring.json"

    def rotated() -> KeyRing:
        ring = KeyFileRing(path)
        ring.rotate()
        return ring

    return Rings(KeyFileRing(path), lambda: KeyFileRing(path), rotated, KeyFileRing(folder / "foreign.json"))


def _of_kms(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Rings:
    for name in ("ACCESS_KEY_ID", "SECRET_ACCESS_KEY"):
        monkeypatch.setenv(f"AWS_{name}", "testing")
    account: Account = request.getfixturevalue("kms")
    client = kms_client(REGION, endpoint=account.endpoint)
    first, second, other = account.new_key(), account.new_key(), account.new_key()
    return Rings(
        KmsRing(client, [first]),
        lambda: KmsRing(client, [first]),
        lambda: KmsRing(client, [second, first]),
        KmsRing(client, [other]),
    )


def _sealer(ring: KeyRing) -> Sealer:
    return Sealer(ring, EncryptionSettings())


async def test_a_data_key_comes_back_after_a_restart(rings: Rings) -> None:
    made = await rings.ring.new_data_key(context=OWN)

    assert await rings.again().unwrap(made.wrapped, context=OWN) == made.secret
    assert len(made.secret) == 32
    assert made.secret not in made.wrapped.data
    assert repr(made.secret) not in repr(made)


async def test_two_data_keys_are_never_the_same(rings: Rings) -> None:
    made = [await rings.ring.new_data_key(context=OWN) for _ in range(3)]

    assert len({key.secret for key in made}) == len({key.wrapped.data for key in made}) == 3


async def test_a_data_key_of_one_organisation_is_not_unwrapped_for_another(rings: Rings) -> None:
    made = await rings.ring.new_data_key(context=OWN)

    for context in (FOREIGN, {}, {**OWN, "more": ""}):
        with pytest.raises(SealRefused):
            await rings.ring.unwrap(made.wrapped, context=context)


async def test_a_data_key_with_a_changed_byte_is_refused(rings: Rings) -> None:
    made = await rings.ring.new_data_key(context=OWN)

    for position in (0, 13, len(made.wrapped.data) - 1):
        with pytest.raises(SealRefused):
            await rings.ring.unwrap(
                replace(made.wrapped, data=_flipped(made.wrapped.data, position)), context=OWN
            )
    with pytest.raises(SealRefused):
        await rings.ring.unwrap(replace(made.wrapped, data=made.wrapped.data[:20]), context=OWN)


async def test_a_missing_key_names_the_fingerprint_that_is_needed(rings: Rings) -> None:
    made = await rings.ring.new_data_key(context=OWN)

    with pytest.raises(KeyMissing) as missing:
        await rings.foreign.unwrap(made.wrapped, context=OWN)

    name = made.wrapped.name
    assert name.fingerprint in missing.value.message
    assert missing.value.details == {"key_id": name.id, "fingerprint": name.fingerprint}


async def test_a_key_of_the_same_id_and_another_fingerprint_is_not_used(rings: Rings) -> None:
    made = await rings.ring.new_data_key(context=OWN)
    name = KeyName(id=made.wrapped.name.id, fingerprint="0" * 16)

    with pytest.raises(KeyMissing, match="0" * 16):
        await rings.ring.unwrap(WrappedKey(name, made.wrapped.data), context=OWN)


async def test_a_newer_key_seals_and_the_older_one_still_opens(rings: Rings) -> None:
    before = await _sealer(rings.ring).seal(b"secret", context=PLACE)
    sealer = _sealer(ring := rings.rotated())

    after = await sealer.reseal(before, context=PLACE)

    assert after.wrapped.name != before.wrapped.name
    assert [key.seals for key in await ring.keys()] == [True, False]
    assert [key.name for key in await ring.keys()] == [after.wrapped.name, before.wrapped.name]
    assert await sealer.open(before, context=PLACE) == await sealer.open(after, context=PLACE) == b"secret"
    assert await sealer.reseal(after, context=PLACE) is after


async def test_a_sealed_value_opens_after_a_restart_and_only_with_its_ring(rings: Rings) -> None:
    stored = (await _sealer(rings.ring).seal(b"secret", context=PLACE)).to_bytes()

    assert await _sealer(rings.again()).open(Sealed.from_bytes(stored), context=PLACE) == b"secret"
    with pytest.raises(KeyMissing):
        await _sealer(rings.foreign).open(Sealed.from_bytes(stored), context=PLACE)


def test_the_key_file_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"

    KeyFileRing(path).rotate()

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == ["keys.json"]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o601, 0o666])
async def test_a_key_file_that_others_can_reach_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "keys.json"
    await KeyFileRing(path).keys()
    path.chmod(mode)

    with pytest.raises(KeyFileRefused, match="chmod 600"):
        await KeyFileRing(path).keys()


async def test_a_link_or_a_folder_is_no_key_file(tmp_path: Path) -> None:
    await KeyFileRing(tmp_path / "keys.json").keys()
    (tmp_path / "link.json").symlink_to(tmp_path / "keys.json")
    os.mkfifo(tmp_path / "pipe", 0o600)

    for name in ("link.json", "pipe", "."):
        with pytest.raises(KeyFileRefused):
            await KeyFileRing(tmp_path / name).keys()


@pytest.mark.parametrize("damage", [b"", b"{}", b'{"keys": []}', b"\xff", b'{"keys": [{"id": "a"}]}'])
async def test_a_damaged_key_file_is_refused_and_kept(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "keys.json"
    await KeyFileRing(path).keys()
    path.write_bytes(damage)

    with pytest.raises(KeyFileRefused, match="Restore"):
        await KeyFileRing(path).new_data_key(context=OWN)
    assert path.read_bytes() == damage


async def test_a_key_that_another_process_added_is_found(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    ring, other = KeyFileRing(path), KeyFileRing(path)
    await ring.keys()
    other.rotate()
    made = await other.new_data_key(context=OWN)

    assert await ring.unwrap(made.wrapped, context=OWN) == made.secret


async def test_no_part_of_a_secret_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    ring = KeyFileRing(path)
    keys = await ring.keys()
    secret = path.read_text(encoding="utf-8").partition('"secret":')[2].split('"')[1]

    assert len(secret) == 44
    assert secret not in repr(vars(ring)) + repr(keys)


async def test_an_answer_that_fails_is_told_apart_from_a_key_that_is_not_there(
    kms: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    ring = KmsRing(kms_client(REGION, endpoint=kms.endpoint), [kms.new_key()])
    for code, expected in {"AccessDeniedException": KeyMissing, "DisabledException": KeyMissing}.items():
        monkeypatch.setattr(kms, "failing", code)
        with pytest.raises(expected):
            await ring.new_data_key(context=OWN)
    nobody = KmsRing(kms_client(REGION, endpoint="http://127.0.0.1:1"), [kms.new_key()])
    with pytest.raises(KeyServiceUnavailable):
        await nobody.new_data_key(context=OWN)


async def test_a_key_that_a_row_names_is_not_asked_unless_it_is_ours(kms: Account) -> None:
    theirs = kms.new_key()
    ring = KmsRing(kms_client(REGION, endpoint=kms.endpoint), [kms.new_key()])
    before = len(kms.calls)

    with pytest.raises(KeyMissing):
        await ring.unwrap(WrappedKey(KeyName(theirs, "0" * 16), b"x" * 60), context=OWN)
    assert len(kms.calls) == before


@pytest.mark.skipif(bool(moto_tool.missing()), reason=moto_tool.missing())
async def test_a_kms_that_is_not_ours_wraps_and_unwraps_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    with moto_tool.simulated_account(tmp_path / "moto.log") as aws:
        account = boto3.client("kms", region_name=REGION, endpoint_url=aws)
        ring = KmsRing(kms_client(REGION, endpoint=aws), [account.create_key()["KeyMetadata"]["Arn"]])
        made = await ring.new_data_key(context=OWN)

        assert await ring.unwrap(made.wrapped, context=OWN) == made.secret
        changed = replace(made.wrapped, data=_flipped(made.wrapped.data, len(made.wrapped.data) - 1))
        for wrapped, context in ((made.wrapped, FOREIGN), (made.wrapped, {}), (changed, OWN)):
            with pytest.raises(SealRefused):
                await ring.unwrap(wrapped, context=context)


@pytest.mark.parametrize("keys", [[], ["alias/own"], ["arn:aws:kms:eu-west-1:123456789012:alias/own"]])
def test_kms_keys_are_named_so_that_nobody_can_point_them_elsewhere(kms: Account, keys: list[str]) -> None:
    with pytest.raises(ValueError, match="ARN"):
        KmsRing(kms_client(REGION, endpoint=kms.endpoint), keys)


def _flipped(data: bytes, position: int) -> bytes:
    return data[:position] + bytes([data[position] ^ 1]) + data[position + 1 :]
