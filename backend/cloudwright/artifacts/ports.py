"""What checking and storing bundles needs from outside."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

LintLevel = Literal["error", "warning", "informational"]


@dataclass(frozen=True, slots=True)
class LintMatch:
    """Something that a linter says about a template.

    `path` leads to it from the top of the template; `locate.line_of` finds its line in the YAML text.
    """

    template: str
    rule_id: str
    level: LintLevel
    message: str
    path: tuple[str | int, ...] = ()
    source_url: str = ""


class Linter(Protocol):
    async def lint(self, templates: Mapping[str, str], region: str) -> tuple[LintMatch, ...]:
        """Return what the linter says about the templates (path -> JSON text), deployed to a region.

        Raises LintFailed when it cannot be asked.
        """
        ...
