"""Bundles are written by the hundred here: their pictures at a tenth of their size, drawn far sooner."""

from collections.abc import Iterator
from importlib import import_module

import pytest


@pytest.fixture(scope="module", autouse=True)
def _small_pictures() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(import_module("cloudwright.design.diagram.exports.png"), "_SCALE", 0.2)
        yield
