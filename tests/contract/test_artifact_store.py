"""What every artifact store promises."""

import errno
import os
import stat
from pathlib import Path

import pytest

from cloudwright.adapters.storage.local import LocalFolder
from cloudwright.adapters.storage.signing import KeyFile
from cloudwright.artifacts.errors import ContentMissing
from cloudwright.artifacts.ports import ArtifactStore
from cloudwright.database.errors import StorageFull

OWN, FOREIGN = "org_own", "org_foreign"


@pytest.fixture
def store(tmp_path: Path) -> ArtifactStore:
    return LocalFolder(tmp_path / "artifacts")


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


async def test_what_was_put_comes_back_by_its_fingerprint(store: ArtifactStore) -> None:
    sha256 = await store.put(OWN, b"bundle")

    assert await store.get(OWN, sha256) == b"bundle"
    assert await store.put(OWN, b"bundle") == sha256
    assert await store.kept() == {(OWN, sha256)}


async def test_organisations_do_not_see_each_other(store: ArtifactStore) -> None:
    sha256 = await store.put(OWN, b"bundle")

    with pytest.raises(ContentMissing):
        await store.get(FOREIGN, sha256)
    await store.remove(FOREIGN, sha256)
    assert await store.get(OWN, sha256) == b"bundle"


async def test_what_was_removed_is_gone_and_removing_again_is_fine(store: ArtifactStore) -> None:
    sha256 = await store.put(OWN, b"bundle")

    await store.remove(OWN, sha256)
    await store.remove(OWN, sha256)

    with pytest.raises(ContentMissing):
        await store.get(OWN, sha256)


@pytest.mark.parametrize("name", ["..", "../../etc", "a/b", ""])
async def test_names_cannot_leave_the_store(store: ArtifactStore, name: str) -> None:
    with pytest.raises(ContentMissing):
        await store.get(name, "0" * 64)
    with pytest.raises(ContentMissing):
        await store.get(OWN, name)


async def test_damaged_bytes_are_not_handed_out_but_replaced_by_the_next_put(tmp_path: Path) -> None:
    store = LocalFolder(tmp_path)
    sha256 = await store.put(OWN, b"bundle")
    _files(tmp_path)[0].write_bytes(b"damaged")

    with pytest.raises(ContentMissing, match="Build the bundle again"):
        await store.get(OWN, sha256)
    await store.put(OWN, b"bundle")
    assert await store.get(OWN, sha256) == b"bundle"


async def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        del descriptor
        raise OSError(errno.ENOSPC, "No space left on device")

    store = LocalFolder(tmp_path)
    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(StorageFull):
        await store.put(OWN, b"bundle")
    assert _files(tmp_path) == []


def test_only_our_own_signatures_are_recognised(tmp_path: Path) -> None:
    key = tmp_path / "signing.key"
    signature = KeyFile(key).sign("claim")

    assert KeyFile(key).verify("claim", signature)
    assert not KeyFile(key).verify("other claim", signature)
    assert not KeyFile(key).verify("claim", signature[:-1] + ("a" if signature[-1] != "a" else "b"))
    assert not KeyFile(tmp_path / "other.key").verify("claim", signature)
    assert not KeyFile(key).verify("claim", "ü")
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
