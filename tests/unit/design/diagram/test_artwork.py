"""Icons are AWS's files, unmodified, and every kind names one of them."""

import hashlib
from importlib import resources

import pytest

from cloudwright.design.catalog.registry import kinds
from cloudwright.design.diagram.artwork import icon, stems


@pytest.mark.parametrize("kind_id", sorted(kinds()))
def test_the_icon_of_every_kind_is_vendored(kind_id: str) -> None:
    assert kinds()[kind_id].icon in stems()


def test_no_icon_runs_script_or_reaches_outside() -> None:
    for stem in stems():
        text = icon(stem).decode()
        assert text.startswith("<svg")
        assert not any(word in text for word in ("<script", "<foreignObject", "href=", "onload"))


def test_the_icons_are_the_published_files() -> None:
    digest = hashlib.sha256(b"".join(icon(stem) for stem in sorted(stems()))).hexdigest()
    assert digest == "25116ccdf7959f218bc48fe356249e5ca8e458b2f3ae9c652440489b3334661b"


def test_the_notice_names_source_version_and_licence() -> None:
    notice = (resources.files("cloudwright.design.diagram") / "icons" / "NOTICE").read_text()
    assert all(word in notice for word in ("aws-icons, version 3.3.0", "CC-BY-ND 2.0", "Amazon Web Services"))


def test_an_unknown_icon_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        icon("Nothing")
