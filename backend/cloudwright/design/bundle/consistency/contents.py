"""What the files of a bundle hold, read once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple, TypeVar

from cloudwright.design.bundle.consistency import hcl, markup, pictures, sheets, templates
from cloudwright.design.bundle.consistency.markup import Page
from cloudwright.design.bundle.consistency.sheets import Sheet
from cloudwright.design.bundle.consistency.templates import Plain, Template

T = TypeVar("T")

# Kinds of which nothing is made until such a connection leaves them and leads to something that is made.
_COMPLETED_BY_OTHERS = frozenset({"cloudwatch_alarms", "route53_record", "cloudfront_distribution"})
_OUTSIDE = "external_actor"
DESIGN = "design.yaml"
README = "README.md"
COST = "docs/cost.md"
BRIEF = "brief.html"
VIEWS = ("flow", "network")

# The next bundle of a design shares most of its files with the last one; a bundle has about 50 of them.
_KEPT_TEXTS = 64
_plain = lru_cache(_KEPT_TEXTS)(templates.plain)
_template = lru_cache(_KEPT_TEXTS)(templates.template)
_page = lru_cache(_KEPT_TEXTS)(markup.page)
_blocks = lru_cache(_KEPT_TEXTS)(hcl.blocks)


class Disagreement(NamedTuple):
    """What is wrong in which file, and about which element, if it is about one."""

    file: str
    element_id: str
    message: str


@dataclass(frozen=True, slots=True)
class Designed:
    """A component as design.yaml has it.

    Nothing is created for one that is `outside`; for one that is `incomplete` until others join it nothing
    may be, and the README says so.
    """

    id: str
    title: str
    outside: bool
    incomplete: bool


@dataclass(frozen=True)
class Root:
    """The code of one environment, both ways. Templates and Terraform files by path."""

    environment: str
    templates: Mapping[str, Template]
    blocks: Mapping[str, tuple[hcl.Block, ...]]


@dataclass(frozen=True)
class Contents:
    """Every file as its own format reads it; what could not be read is named in `unreadable`."""

    files: Mapping[str, bytes]
    components: Mapping[str, Designed]
    design: Mapping[str, Plain]
    pages: Mapping[str, Page]
    drawn: Mapping[str, tuple[str, ...]]
    roots: tuple[Root, ...]
    sheet: Sheet | None = None
    unreadable: tuple[Disagreement, ...] = field(default=())

    @classmethod
    def of(cls, files: Mapping[str, bytes]) -> "Contents":
        """Read the files of a bundle, given by path."""
        reading = _Reading(files)
        design = reading.read(DESIGN, _plain) or {}
        sheet = reading.read(BRIEF, sheets.sheet)
        return cls(
            files=files,
            components=_components(design),
            design=design,
            pages=reading.matching(".md", _page),
            drawn=reading.drawn() | ({} if sheet is None else {BRIEF: sheet.elements}),
            roots=reading.roots(),
            sheet=sheet,
            unreadable=tuple(reading.unreadable),
        )

    @property
    def titles(self) -> Mapping[str, str]:
        return {c.id: c.title for c in self.components.values()}


class _Reading:
    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files
        self.unreadable: list[Disagreement] = []

    def read(self, path: str, reader: Callable[[str], T]) -> T | None:
        """Return what the reader finds, or None when the file is missing or broken."""
        content = self._files.get(path)
        if content is None:
            return None
        try:
            return reader(content.decode())
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            self.unreadable.append(Disagreement(path, "", f"cannot be read: {error}"))
            return None

    def matching(self, suffix: str, reader: Callable[[str], T], *, under: str = "") -> dict[str, T]:
        read = {
            path: self.read(path, reader)
            for path in sorted(self._files)
            if path.startswith(under) and path.endswith(suffix)
        }
        return {path: found for path, found in read.items() if found is not None}

    def drawn(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for suffix, reader in pictures.READERS.items():
            found |= self.matching(suffix, reader, under="diagrams/")
        return found

    def roots(self) -> tuple[Root, ...]:
        environments = sorted(
            {p.split("/")[1] for p in self._files if p.startswith(("cloudformation/", "terraform/"))}
        )
        return tuple(
            Root(
                environment=environment,
                templates=self.matching(".yaml", _template, under=f"cloudformation/{environment}/"),
                blocks=self.matching(".tf", _blocks, under=f"terraform/{environment}/"),
            )
            for environment in environments
        )


def _components(design: Plain) -> Mapping[str, Designed]:
    architecture = design.get("architecture") if isinstance(design, dict) else None
    if not isinstance(architecture, dict):
        return {}
    lines = templates.mappings(architecture.get("components"))
    return {
        str(line["id"]): Designed(
            str(line["id"]),
            str(line.get("title", "")),
            outside=line.get("kind") == _OUTSIDE or bool(line.get("existing")),
            incomplete=line.get("kind") in _COMPLETED_BY_OTHERS,
        )
        for line in lines
    }
