"""Reads the files that commands are given; what is wrong with one is said with its path."""

from pathlib import Path

import click

from cloudwright.cli.failures import InputUnreadable
from cloudwright.design.catalog.standards_rules import checked
from cloudwright.design.catalog.vocabulary import CatalogVocabulary
from cloudwright.design.facts.facts import Facts
from cloudwright.design.model.architecture import Environment, Standards
from cloudwright.design.model.document import Document, read, standards
from cloudwright.design.model.errors import DesignError, DesignUnreadable

_LARGEST_BYTES = 1_000_000

DESIGN_FILE = click.Path(path_type=Path)
ENVIRONMENT = click.option(
    "--environment",
    type=click.Choice(list(Environment), case_sensitive=False),
    default=Environment.PROD,
    show_default=True,
    help="Environment that defaults are taken from.",
)


def read_text(path: Path) -> str:
    """Return the text of a file; raises InputUnreadable."""
    try:
        if path.stat().st_size > _LARGEST_BYTES:
            raise InputUnreadable(f"{path} is larger than 1 MB, which no design is.")
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputUnreadable(f"Cannot read {path}: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise InputUnreadable(f"{path} is not a text file in UTF-8.") from error


def read_standards(path: Path) -> Standards:
    """Return the standards in a file; raises InputUnreadable, and DesignError with each fault."""
    try:
        return checked(standards(read_text(path)))
    except DesignUnreadable as error:
        raise DesignUnreadable(f"{path} holds no standards.", problems=error.problems) from error


def read_design(path: Path, facts: Facts, *, under: Standards | None = None) -> Document:
    """Return a design that the catalogue accepts, put under other standards than its own when some are given.

    Raises InputUnreadable; DesignUnreadable for a file that is no design; DesignError with one problem
    for each kind, property or connection that the catalogue does not know.
    """
    text = read_text(path)
    try:
        document = read(text)
    except DesignUnreadable as error:
        raise DesignUnreadable(
            f"{path} is not a design that can be read.", problems=error.problems
        ) from error
    if under is not None:
        architecture = document.architecture.model_copy(update={"standards": under})
        document = document.model_copy(update={"architecture": architecture})
    problems = CatalogVocabulary(facts).problems(document.architecture)
    if problems:
        raise DesignError(f"{path} holds a design that cannot be compiled.", problems=problems)
    return document
