"""Pages that are made from the program say what the program does now."""

import pytest

from builders.source_code import ROOT
from cloudwright.cli.commands.docs import pages
from cloudwright.cli.commands.openapi import description
from cloudwright.cli.main import cli

PAGES = pages(cli)


@pytest.mark.parametrize("path", sorted(PAGES))
def test_a_generated_page_is_up_to_date(path: str) -> None:
    assert (ROOT / "docs" / path).read_text(encoding="utf-8") == PAGES[path], "run `make docs`"


def test_the_description_of_the_api_is_up_to_date() -> None:
    written = (ROOT / "docs" / "api" / "openapi.json").read_text(encoding="utf-8")

    assert written == description(), "run `make openapi`"
