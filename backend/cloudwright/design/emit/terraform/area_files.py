"""Which blocks go into which file: one file for each area, split where it would grow too long."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from cloudwright.design.emit.terraform.hcl.printer import file_text
from cloudwright.design.emit.terraform.hcl.tree import Block
from cloudwright.design.emit.terraform.scope import snake_case

MAXIMUM_LINES = 200


@dataclass(frozen=True, slots=True)
class Written:
    """The blocks of one resource and where it belongs; `place` is empty at home, else the other region.

    `about` is the other element that it is about, if any.
    """

    area: str
    element_id: str
    place: str
    part: str
    blocks: tuple[Block, ...]
    about: str = ""


@dataclass(frozen=True, slots=True)
class _Printed:
    element_id: str
    place: str
    part: str
    about: str
    text: str

    @property
    def lines(self) -> int:
        return self.text.count("\n") + 1  # and the blank line in front


# Each way to split an area that is too long, tried in this order.
_WAYS: Sequence[Callable[[_Printed], str]] = (
    lambda p: p.element_id,
    lambda p: p.place,
    lambda p: p.about,
)


def area_files(written: Sequence[Written]) -> Iterator[tuple[str, str]]:
    """Yield (file name, text), areas in the order of their first resource.

    An area above MAXIMUM_LINES lines gets one file for each element; an element above it one for each region,
    then one for each element that it is about; what is still too long is filled into files named after their
    first part.
    """
    areas: dict[str, list[_Printed]] = {}
    for resource in written:
        for number, text in enumerate(_pieces(resource.blocks), start=1):
            part = resource.part if number == 1 else f"{resource.part}-{number}"
            printed = _Printed(resource.element_id, resource.place, part, resource.about, text)
            areas.setdefault(resource.area, []).append(printed)
    for area, printed_resources in areas.items():
        yield from _fitting(snake_case(area), printed_resources, ways=_WAYS)


def _pieces(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the blocks of a resource as one text, or as several where they are too long for one file."""
    together: list[Block] = []
    for block in blocks:
        if together and file_text([*together, block]).count("\n") >= MAXIMUM_LINES:
            yield file_text(together)
            together = []
        together.append(block)
    if together:
        yield file_text(together)


def _fitting(
    name: str, printed: Sequence[_Printed], *, ways: Sequence[Callable[[_Printed], str]]
) -> Iterator[tuple[str, str]]:
    if sum(p.lines for p in printed) <= MAXIMUM_LINES:
        yield f"{name}.tf", _joined(printed)
    elif not ways:
        yield from _filled(name, printed)
    else:
        groups: dict[str, list[_Printed]] = {}
        for resource in printed:
            groups.setdefault(ways[0](resource), []).append(resource)
        for group, inside in groups.items():
            ending = (
                f"_{snake_case(group)}" if snake_case(group) not in ("", name) and len(groups) > 1 else ""
            )
            yield from _fitting(f"{name}{ending}", inside, ways=ways[1:])


def _filled(name: str, printed: Sequence[_Printed]) -> Iterator[tuple[str, str]]:
    files: list[list[_Printed]] = [[]]
    for resource in printed:
        if files[-1] and sum(p.lines for p in files[-1]) + resource.lines > MAXIMUM_LINES:
            files.append([])
        files[-1].append(resource)
    for position, inside in enumerate(files):
        ending = f"_{snake_case(inside[0].part)}" if position else ""
        yield f"{name}{ending}.tf", _joined(inside)


def _joined(printed: Sequence[_Printed]) -> str:
    return "\n".join(p.text for p in printed)
