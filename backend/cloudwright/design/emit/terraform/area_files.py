"""Which blocks go into which file: one file for each area, split where it would grow too long."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cloudwright.design.emit.terraform.hcl.printer import file_text
from cloudwright.design.emit.terraform.hcl.tree import Block
from cloudwright.design.emit.terraform.scope import snake_case

MAXIMUM_LINES = 200


@dataclass(frozen=True, slots=True)
class Written:
    """The blocks of one resource and where it belongs."""

    area: str
    element_id: str
    part: str
    blocks: tuple[Block, ...]


def area_files(written: Sequence[Written]) -> Iterator[tuple[str, str]]:
    """Yield (file name, text), areas in the order of their first resource.

    An area above MAXIMUM_LINES lines gets one file for each element, an element above it one for each part.
    """
    for area in dict.fromkeys(w.area for w in written):
        yield from _fitting(snake_case(area), [w for w in written if w.area == area])


def _fitting(name: str, written: Sequence[Written]) -> Iterator[tuple[str, str]]:
    text = file_text([block for w in written for block in w.blocks])
    elements = dict.fromkeys(w.element_id for w in written)
    parts = dict.fromkeys(w.part for w in written)
    if text.count("\n") <= MAXIMUM_LINES or (len(elements) == 1 and len(parts) == 1):
        yield f"{name}.tf", text
    elif len(elements) > 1:
        for element in elements:
            yield from _fitting(
                f"{name}_{snake_case(element)}", [w for w in written if w.element_id == element]
            )
    else:
        for part in parts:
            yield from _fitting(f"{name}_{snake_case(part)}", [w for w in written if w.part == part])
