"""What of a design is needed to understand a sentence about it."""

import re

from pydantic import BaseModel, ConfigDict, JsonValue

from cloudwright.design.catalog.registry import kinds
from cloudwright.design.model.edits import Edit
from cloudwright.design.model.frozen import Frozen


class _Seen(BaseModel):
    """A value read out of a larger one; what is not needed is ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Drawn(_Seen):
    id: str
    kind: str
    title: str
    properties: dict[str, JsonValue] = {}


class Link(_Seen):
    source: str
    verb: str
    target: str


class Sketch(Frozen):
    """The components and connections of the design that is talked about."""

    region: str = "us-east-1"
    components: tuple[Drawn, ...] = ()
    connections: tuple[Link, ...] = ()

    def of_kind(self, *kind_ids: str) -> tuple[Drawn, ...]:
        return tuple(c for c in self.components if c.kind in kind_ids)

    def has(self, component_id: str) -> bool:
        return any(c.id == component_id for c in self.components)

    def target_of(self, source: str, verb: str) -> str | None:
        return next((c.target for c in self.connections if (c.source, c.verb) == (source, verb)), None)

    def named(self, text: str) -> tuple[Drawn, ...]:
        """Return the components that the text names by title, id or a word for their kind; best match first."""
        lowered = f" {re.sub(r'[^a-z0-9]+', ' ', text.lower())} "
        exact = tuple(c for c in self.components if _says(lowered, c.title) or _says(lowered, c.id))
        if exact:
            return exact
        found = kinds()
        return tuple(
            c
            for c in self.components
            if any(_says(lowered, s) for s in (*found[c.kind].synonyms, found[c.kind].title))
        )


class Proposed(Frozen):
    """Edits that a sentence asks for, and what to call them."""

    edits: tuple[Edit, ...]
    note: str


class Unclear(Frozen):
    """A sentence that asks for a change which cannot be made as said, and what would help."""

    reason: str
    instead: str = ""


def _says(text: str, name: str) -> bool:
    words = re.sub(r"[^a-z0-9]+", " ", name.lower()).strip()
    return bool(words) and (f" {words} " in text or f" {words}s " in text)
