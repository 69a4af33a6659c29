"""The designs of one folder, for clients that are programs: no path leads out of it."""

import asyncio
import hashlib
import os
from collections.abc import Coroutine, Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Protocol

from cloudwright.artifacts.compilation import CompiledBundle
from cloudwright.cli.failures import InputUnreadable, OutputRefused
from cloudwright.cli.reading import read_design, read_text
from cloudwright.cli.writing import replace_text, require_bundle_folder, write_folder
from cloudwright.design.catalog.vocabulary import CatalogVocabulary
from cloudwright.design.evaluation.evaluate import evaluate
from cloudwright.design.evaluation.ripple import ripple
from cloudwright.design.facts.facts import Facts
from cloudwright.design.model.apply import apply
from cloudwright.design.model.architecture import Environment
from cloudwright.design.model.diff import diff
from cloudwright.design.model.document import Document, write
from cloudwright.design.model.edits import Edit
from cloudwright.design.model.errors import RevisionStale
from cloudwright.design.pricing.assumptions import effective
from cloudwright.design.pricing.price import estimate
from cloudwright.kit.canonical import JsonValue
from cloudwright.kit.clock import utc_now
from cloudwright.projects.computation import compute

_SUFFIXES = frozenset({".yaml", ".yml"})
_FIRST_WORD = "cloudwright:"
_MOST_DESIGNS = 200
_NOT_OURS = frozenset({"node_modules", "__pycache__"})
_REVISION_LETTERS = 16


class Compile(Protocol):
    """Makes a bundle of a design that was read from a file."""

    def __call__(
        self, document: Document, as_of: date, *, facts: Facts
    ) -> Coroutine[None, None, CompiledBundle]: ...


class FolderDesk:
    """A `Desk` over a folder of this machine."""

    def __init__(self, root: Path, facts: Facts, *, compiled: Compile) -> None:
        self._root = root.resolve()
        self._facts = facts
        self._compiled = compiled

    def designs(self) -> JsonValue:
        """Return the design files, by path."""
        found = [path.relative_to(self._root).as_posix() for path in islice(self._files(), _MOST_DESIGNS)]
        return {"folder": str(self._root), "designs": [*sorted(found)]}

    def read(self, path: str) -> JsonValue:
        """Return one design and its revision."""
        file, document = self._opened(path)
        return {
            "path": path,
            "revision": _revision(file),
            "design": document.model_dump(mode="json", exclude_defaults=True),
        }

    def price(self, path: str, environment: Environment) -> JsonValue:
        """Return what it costs a month."""
        _, document = self._opened(path)
        assumptions = effective(document.brief, document.architecture, facts=self._facts)
        priced = estimate(document.architecture, environment, assumptions=assumptions, facts=self._facts)
        return priced.model_dump(mode="json")

    def review(self, path: str, environment: Environment) -> JsonValue:
        """Return what the rules find."""
        _, document = self._opened(path)
        today = utc_now().date()
        found = evaluate(
            document.architecture, document.brief, environment=environment, facts=self._facts, as_of=today
        )
        return found.review.model_dump(mode="json")

    def edit(self, path: str, edits: Sequence[Edit], *, revision: str) -> JsonValue:
        """Apply the edits to the file, all or none, and return the ripple."""
        file, document = self._opened(path)
        if revision and revision != _revision(file):
            raise RevisionStale(
                f"{path} changed since it was read, and nothing was written. Read it again and decide anew."
            )
        after = apply(document.architecture, tuple(edits), CatalogVocabulary(self._facts))
        told = self._ripple(document, document.model_copy(update={"architecture": after}))
        replace_text(file, write(document.model_copy(update={"architecture": after})))
        return {"path": path, "revision": _revision(file), "ripple": told}

    def compile(self, path: str, folder: str) -> JsonValue:
        """Write the bundle and return its checks."""
        _, document = self._opened(path)
        target = self._inside(folder)
        if target is None or target == self._root:
            raise OutputRefused(f"'{folder}' is not a folder below the one that is served. Name another.")
        require_bundle_folder(target)
        bundle = asyncio.run(self._compiled(document, utc_now().date(), facts=self._facts))
        write_folder(target, ((file.path, file.content) for file in bundle.files))
        return {
            "folder": folder,
            "passed": bundle.passed,
            "files": [file.path for file in bundle.files],
            "checks": bundle.report.model_dump(mode="json"),
            "monthly_cost": bundle.evaluation.estimate.total.model_dump(mode="json"),
            "deployed": False,
        }

    def _files(self) -> Iterator[Path]:
        for folder, inner, names in os.walk(self._root):
            inner[:] = sorted(name for name in inner if not name.startswith(".") and name not in _NOT_OURS)
            for name in sorted(names):
                path = Path(folder) / name
                if path.suffix in _SUFFIXES and self._is_inside(path) and _looks_like_a_design(path):
                    yield path

    def _ripple(self, before: Document, after: Document) -> JsonValue:
        today = utc_now().date()
        was, becomes = (
            compute(each.architecture, each.brief, facts=self._facts, as_of=today) for each in (before, after)
        )
        return ripple(
            was.evaluation,
            becomes.evaluation,
            difference=diff(before.architecture, after.architecture),
            files_before=was.files,
            files_after=becomes.files,
        ).model_dump(mode="json")

    def _opened(self, path: str) -> tuple[Path, Document]:
        file = self._inside(path)
        if file is None or file.suffix not in _SUFFIXES or not file.is_file():
            raise InputUnreadable(
                f"There is no design at '{path}' in the folder that is served; list_designs names them all."
            )
        return file, read_design(file, self._facts)

    def _inside(self, path: str) -> Path | None:
        """Return the place that a path leads to, links followed, or None when it is outside or hidden."""
        try:
            found = (self._root / path).resolve()
        except (OSError, ValueError):
            return None
        return found if self._is_inside(found) else None

    def _is_inside(self, path: Path) -> bool:
        found = path.resolve()
        if not found.is_relative_to(self._root):
            return False
        return not any(part.startswith(".") for part in found.relative_to(self._root).parts)


def _revision(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:_REVISION_LETTERS]


def _looks_like_a_design(path: Path) -> bool:
    try:
        return path.is_file() and any(line.startswith(_FIRST_WORD) for line in read_text(path).splitlines())
    except InputUnreadable:
        return False
