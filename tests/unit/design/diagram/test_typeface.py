"""Widths come from the vendored font and decide what fits."""

import pytest

from cloudwright.design.diagram.typeface import Weight, clipped, font_files, text_width, wrapped


def test_wide_letters_are_wider_than_narrow_ones_and_widths_add_up() -> None:
    assert text_width("m", 100) > 3 * text_width("i", 100)
    assert text_width("mm", 10) == pytest.approx(2 * text_width("m", 10))


def test_semibold_is_wider_than_regular() -> None:
    assert text_width("Thumbnail worker", 13, weight=Weight.SEMIBOLD) > text_width("Thumbnail worker", 13)


def test_every_printable_latin_letter_has_a_glyph_of_its_own() -> None:
    missing = text_width("\ue000", 10)
    assert all(text_width(chr(code), 10) != missing for code in range(0x41, 0x5B))


def test_wrapped_lines_fit_and_the_rest_ends_in_an_ellipsis() -> None:
    rows = wrapped("a very long title that cannot stand on two short lines", 80, size=13, lines=2)
    assert len(rows) == 2
    assert rows[1].endswith("…")
    assert all(text_width(row, 13) <= 80 for row in rows)


def test_a_word_wider_than_the_box_is_clipped() -> None:
    assert wrapped("Donaudampfschifffahrtsgesellschaft", 60, size=13, lines=2)[0].endswith("…")


def test_text_that_fits_stays_whole() -> None:
    assert clipped("Items", 200, size=13) == "Items"
    assert wrapped("Items", 200, size=13, lines=2) == ("Items",)


def test_the_font_and_its_licence_are_packaged() -> None:
    files = font_files()
    assert all(file.is_file() for file in files)
    assert "SIL Open Font License" in (files[0].parent / "OFL.txt").read_text()  # type: ignore[attr-defined]  # a folder on disk here
