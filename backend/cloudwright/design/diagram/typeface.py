"""Text widths from the vendored font's own advance widths, so that boxes fit the same everywhere.

The tables read are `head`, `hhea`, `hmtx` and `cmap` (format 4) of the OpenType specification,
https://learn.microsoft.com/typography/opentype/spec/.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

FAMILY = "Inter"
_ELLIPSIS = "…"


class Weight(StrEnum):
    REGULAR = "Regular"  # 400
    SEMIBOLD = "SemiBold"  # 600


@dataclass(frozen=True, slots=True)
class _Metrics:
    units_per_em: int
    advances: Mapping[int, int]  # code point to font units
    fallback: int

    def width(self, text: str) -> int:
        return sum(self.advances.get(ord(character), self.fallback) for character in text)


def font_files() -> tuple[Traversable, ...]:
    """Return the vendored TrueType files, one per weight."""
    folder = resources.files("cloudwright.design.diagram") / "fonts"
    return tuple(folder / f"{FAMILY}-{weight}.ttf" for weight in Weight)


def text_width(text: str, size: float, *, weight: Weight = Weight.REGULAR) -> float:
    """Return the width in pixels of one line at `size` pixels, without kerning."""
    metrics = _metrics(weight)
    return metrics.width(text) * size / metrics.units_per_em


def wrapped(
    text: str, width: float, *, size: float, lines: int, weight: Weight = Weight.REGULAR
) -> tuple[str, ...]:
    """Return at most `lines` lines not wider than `width` pixels; what does not fit ends in an ellipsis."""
    rows: list[str] = []
    for word in text.split():
        joined = f"{rows[-1]} {word}" if rows else word
        if rows and text_width(joined, size, weight=weight) <= width:
            rows[-1] = joined
        else:
            rows.append(word)
    if len(rows) > lines:
        rows[lines - 1 :] = [" ".join(rows[lines - 1 :])]
    return tuple(clipped(row, width, size=size, weight=weight) for row in rows)


def clipped(text: str, width: float, *, size: float, weight: Weight = Weight.REGULAR) -> str:
    """Return the text, or its longest start that fits `width` pixels together with an ellipsis."""
    if text_width(text, size, weight=weight) <= width:
        return text
    kept = text
    while kept and text_width(kept.rstrip() + _ELLIPSIS, size, weight=weight) > width:
        kept = kept[:-1]
    return kept.rstrip() + _ELLIPSIS


@cache
def _metrics(weight: Weight) -> _Metrics:
    data = (resources.files("cloudwright.design.diagram") / "fonts" / f"{FAMILY}-{weight}.ttf").read_bytes()
    tables = _tables(data)
    units = _unsigned(data, tables["head"] + 18)
    long_metrics = _unsigned(data, tables["hhea"] + 34)
    widths = [_unsigned(data, tables["hmtx"] + 4 * glyph) for glyph in range(long_metrics)]
    glyphs = _characters(data, tables["cmap"])
    last = len(widths) - 1
    advances = {code: widths[min(glyph, last)] for code, glyph in glyphs.items()}
    return _Metrics(units, advances, fallback=units)


def _tables(data: bytes) -> Mapping[str, int]:
    count = _unsigned(data, 4)
    rows = (struct.unpack_from(">4sLLL", data, 12 + 16 * row) for row in range(count))
    return {tag.decode("ascii"): offset for tag, _checksum, offset, _length in rows}


def _characters(data: bytes, cmap: int) -> Mapping[int, int]:
    """Return code point to glyph from the first format 4 subtable (the Basic Multilingual Plane)."""
    count = _unsigned(data, cmap + 2)
    offsets = [cmap + struct.unpack_from(">HHL", data, cmap + 4 + 8 * row)[2] for row in range(count)]
    table = next(offset for offset in offsets if _unsigned(data, offset) == 4)
    segments = _unsigned(data, table + 6) // 2
    ends, starts = table + 14, table + 16 + 2 * segments
    deltas, ranges = starts + 2 * segments, starts + 4 * segments
    glyphs: dict[int, int] = {}
    for segment in range(segments):
        first, last = _unsigned(data, starts + 2 * segment), _unsigned(data, ends + 2 * segment)
        delta, place = _unsigned(data, deltas + 2 * segment), ranges + 2 * segment
        offset = _unsigned(data, place)
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code if offset == 0 else _unsigned(data, place + offset + 2 * (code - first))
            if offset == 0 or glyph:
                glyphs[code] = (glyph + delta) % 0x10000
    return glyphs


def _unsigned(data: bytes, offset: int) -> int:
    return int.from_bytes(data[offset : offset + 2], "big")
