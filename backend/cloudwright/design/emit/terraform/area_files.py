"""Which blocks go into which file: one file for each area, split where it would grow too long."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

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


@dataclass(frozen=True, slots=True)
class _Printed:
    element_id: str
    part: str
    text: str


def area_files(written: Sequence[Written]) -> Iterator[tuple[str, str]]:
    """Yield (file name, text), areas in the order of their first resource.

    An area above MAXIMUM_LINES lines gets one file for each element, an element above it one for each part.
    """
    areas: dict[str, list[_Printed]] = {}
    for resource in written:
        printed = _Printed(resource.element_id, resource.part, file_text(resource.blocks))
        areas.setdefault(resource.area, []).append(printed)
    for area, printed_resources in areas.items():
        yield from _fitting(snake_case(area), printed_resources)


def _fitting(name: str, printed: Sequence[_Printed]) -> Iterator[tuple[str, str]]:
    text = "\n".join(p.text for p in printed)
    elements, parts = _grouped(printed, "element_id"), _grouped(printed, "part")
    if text.count("\n") <= MAXIMUM_LINES or (len(elements) == 1 and len(parts) == 1):
        yield f"{name}.tf", text
    else:
        for group, inside in (elements if len(elements) > 1 else parts).items():
            yield from _fitting(f"{name}_{snake_case(group)}", inside)


def _grouped(
    printed: Sequence[_Printed], field: Literal["element_id", "part"]
) -> Mapping[str, Sequence[_Printed]]:
    groups: dict[str, list[_Printed]] = {}
    for resource in printed:
        group = resource.element_id if field == "element_id" else resource.part
        groups.setdefault(group, []).append(resource)
    return groups
