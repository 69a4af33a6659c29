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


class ArtifactStore(Protocol):
    """Keeps bytes under (organisation, SHA-256); equal bytes are kept once per organisation."""

    async def put(self, organization_id: str, content: bytes) -> str:
        """Keep the bytes and return their SHA-256; on an error nothing half-written is left.

        Raises StorageFull.
        """
        ...

    async def get(self, organization_id: str, sha256: str) -> bytes:
        """Return the bytes; raises ContentMissing when they are gone or damaged."""
        ...

    async def remove(self, organization_id: str, sha256: str) -> None:
        """Forget the bytes; nothing happens when they are not there."""
        ...

    async def kept(self) -> frozenset[tuple[str, str]]:
        """Return everything that is kept, as (organisation, SHA-256)."""
        ...


class Signer(Protocol):
    """Signs short texts, so that we recognise our own when they come back."""

    def sign(self, text: str) -> str:
        """Return the signature, safe in a URL."""
        ...

    def verify(self, text: str, signature: str) -> bool: ...
