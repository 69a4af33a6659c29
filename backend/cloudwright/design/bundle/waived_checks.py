"""The checks of checkov that our code fails on purpose, and the settings that tell checkov so in a bundle.

The list is one packaged file; the proof of the compilers is judged against the same rows.
"""

import re
import textwrap
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from typing import Literal

import yaml
from pydantic import TypeAdapter

from cloudwright.design.blueprint.graph import Blueprint, Resource
from cloudwright.design.model.architecture import Environment
from cloudwright.design.model.frozen import Frozen, Sentence

Format = Literal["cloudformation", "terraform"]

SETTINGS_PATH = ".checkov.yaml"
_LINE_CHARACTERS = 100
_HEAD = """\
# Settings of checkov for this bundle; `make check` reads them.
# Checks that are skipped fail on purpose. Delete a row and its comment to hear about it again.
framework:
  - cloudformation
  - terraform
"""


class Waiver(Frozen):
    """One check that may fail: in these formats and environments, where a resource's address matches.

    `types` are the CloudFormation types that the check is about. `only` narrows the bundles in which the row
    stands: the check holds everywhere else, and stays on there.
    """

    id: str
    severity: Literal["low", "medium"]
    formats: tuple[Format, ...]
    types: tuple[str, ...]
    reason: Sentence
    resources: str = ""
    environments: tuple[Environment, ...] = tuple(Environment)
    only: Literal["internal-balancer", "behind-cloudfront"] | None = None

    def covers(self, resource: str, file_format: Format, environment: Environment) -> bool:
        """Say whether a failure of `resource`, as checkov addresses it, is waived in this code."""
        here = file_format in self.formats and environment in self.environments
        return here and re.search(self.resources, resource) is not None


@cache
def waivers() -> tuple[Waiver, ...]:
    """Return all rows in the order of the file; the file is parsed at the first call."""
    file = resources.files("cloudwright.design") / "data" / "checkov-waivers.yaml"
    return TypeAdapter(tuple[Waiver, ...]).validate_python(yaml.safe_load(file.read_text(encoding="utf-8")))


def checkov_settings(blueprints: Iterable[Blueprint]) -> str:
    """Return the settings of checkov, with the waivers that are about resources of these blueprints."""
    built = [resource for blueprint in blueprints for resource in blueprint.resources]
    types = {resource.type for resource in built}
    shapes = {None, *_shapes(built)}
    rows = [_row(w) for w in waivers() if types.intersection(w.types) and w.only in shapes]
    return _HEAD + ("skip-check:\n" + "".join(rows) if rows else "")


def _shapes(built: Iterable[Resource]) -> Iterator[str]:
    """Yield which of the shapes that rows are about the resources have."""
    for resource in built:
        if resource.properties.get("Scheme") == "internal":
            yield "internal-balancer"
        if "SourcePrefixListId" in resource.properties:
            yield "behind-cloudfront"


def _row(waiver: Waiver) -> str:
    comment = textwrap.fill(
        f"{_where(waiver)}{waiver.reason}",
        _LINE_CHARACTERS,
        initial_indent="  # ",
        subsequent_indent="  # ",
        break_on_hyphens=False,
    )
    return f"{comment}\n  - {waiver.id}\n"


def _where(waiver: Waiver) -> str:
    return (
        "" if len(waiver.environments) == len(Environment) else f"Only in {', '.join(waiver.environments)}: "
    )
