"""What of a design is needed to understand a sentence about it."""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal

from pydantic import BaseModel, ConfigDict, JsonValue

from cloudwright.design.catalog.registry import kinds
from cloudwright.design.model.edits import (
    AddBoundary,
    AddComponent,
    Connect,
    Edit,
    PlaceComponent,
    RemoveComponent,
    UpdateComponent,
)
from cloudwright.design.model.frozen import Frozen

_ALSO = {
    "dynamodb_table": ("table", "database", "db"),
    "rds_instance": ("database", "db", "relational database"),
    "aurora_cluster": ("database", "db"),
    "auto_scaling_group": ("machine", "host", "ec2 instance"),
    "application_load_balancer": ("balancer",),
    "network_load_balancer": ("balancer", "load balancer"),
    "cloudfront_distribution": ("distribution", "cloudfront"),
    "s3_bucket": ("bucket",),
    "lambda_function": ("function", "lambda"),
    "waf_web_acl": ("web firewall", "firewall", "wall", "waf"),
    "cognito_user_pool": ("sign in", "user directory"),
}


class _Seen(BaseModel):
    """A value read out of a larger one; what is not needed is ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Drawn(_Seen):
    id: str
    kind: str
    title: str
    purpose: str = ""
    boundary: str | None = None
    properties: dict[str, JsonValue] = {}


class Link(_Seen):
    source: str
    verb: str
    target: str
    per_call: Decimal = Decimal(1)


class Place(_Seen):
    """A boundary; `tier` says of a subnet tier what it is."""

    id: str
    type: str
    title: str = ""
    parent: str | None = None
    tier: str | None = None


class Pinned(_Seen):
    """A requirement as it was stated."""

    id: str
    kind: str
    value: JsonValue = None
    unit: str = ""
    statement: str = ""
    quote: str = ""


class Past(_Seen):
    """An earlier revision, and what it did; `undoes` says that it took something back."""

    number: int
    summary: str = ""
    undoes: bool = False
    added: tuple[Drawn, ...] = ()
    removed: tuple[Drawn, ...] = ()
    changed: tuple[Drawn, ...] = ()


class Sketch(Frozen):
    """What is drawn of the design that is talked about, what was stated, and what happened so far.

    `options` are the names of all options, `ideas` what each is about; `history` has the newest revision first.
    """

    region: str = "us-east-1"
    components: tuple[Drawn, ...] = ()
    connections: tuple[Link, ...] = ()
    boundaries: tuple[Place, ...] = ()
    options: tuple[str, ...] = ()
    ideas: tuple[str, ...] = ()
    chosen: str = ""
    stated: tuple[Pinned, ...] = ()
    history: tuple[Past, ...] = ()

    def of_kind(self, *kind_ids: str) -> tuple[Drawn, ...]:
        return tuple(c for c in self.components if c.kind in kind_ids)

    def has(self, component_id: str) -> bool:
        return any(c.id == component_id for c in self.components)

    def target_of(self, source: str, verb: str) -> str | None:
        return next((c.target for c in self.connections if (c.source, c.verb) == (source, verb)), None)

    def named(self, text: str) -> tuple[Drawn, ...]:
        """Return the components that the text names by title, id or a word for their kind.

        A name inside a longer one does not count: 'the API handler' does not name the JSON API.
        """
        words = f" {re.sub(r'[^a-z0-9]+', ' ', text.lower())} "
        exact = self._longest(words, lambda c: (c.title, c.id))
        found = kinds()
        return exact or self._longest(
            words,
            lambda c: (
                (*found[c.kind].synonyms, found[c.kind].title, *_ALSO.get(c.kind, ()))
                if c.kind in found
                else ()
            ),
        )

    def _longest(self, words: str, names: Callable[[Drawn], Iterable[str]]) -> tuple[Drawn, ...]:
        spans = {c.id: _spans(words, names(c)) for c in self.components}
        every = {span for found in spans.values() for span in found}
        return tuple(c for c in self.components if any(not _inside(s, every) for s in spans[c.id]))


def after(sketch: Sketch, edits: Iterable[Edit]) -> Sketch:
    """Return the sketch with what edits add, connect, place, set and remove; what comes next may speak of it."""
    parts = {c.id: c for c in sketch.components}
    links = list(sketch.connections)
    places = list(sketch.boundaries)
    for edit in edits:
        match edit:
            case AddComponent(component=new):
                parts[new.id] = Drawn.model_validate(new.model_dump(mode="json"))
            case RemoveComponent(id=gone):
                parts.pop(gone, None)
                links = [c for c in links if gone not in (c.source, c.target)]
            case UpdateComponent(id=changed) if changed in parts:
                old = parts[changed]
                update = {
                    "properties": {**old.properties, **edit.properties},
                    "title": edit.title or old.title,
                }
                parts[changed] = old.model_copy(update=update)
            case PlaceComponent(id=moved) if moved in parts:
                parts[moved] = parts[moved].model_copy(update={"boundary": edit.boundary})
            case Connect(connection=link):
                links.append(
                    Link(source=link.source, verb=link.verb, target=link.target, per_call=link.per_call)
                )
            case AddBoundary(boundary=place):
                places.append(Place.model_validate(place.model_dump(mode="json")))
            case _:
                pass
    update_all = {
        "components": tuple(parts.values()),
        "connections": tuple(links),
        "boundaries": tuple(places),
    }
    return sketch.model_copy(update=update_all)


class Proposed(Frozen):
    """Edits that a sentence asks for, and what to call them."""

    edits: tuple[Edit, ...]
    note: str
    left: str = ""  # words of the sentence that no edit was made of
    told: str = ""  # what else is to be said about it


class Unclear(Frozen):
    """A sentence that asks for a change which cannot be made as said, and what would help."""

    reason: str
    instead: str = ""
    already: bool = False  # it is so already: what else a sentence asks for can still be done


def _spans(text: str, names: Iterable[str]) -> set[tuple[int, int]]:
    """Return where the names stand in the text, in the singular or the plural."""
    found: set[tuple[int, int]] = set()
    for name in names:
        words = re.sub(r"[^a-z0-9]+", " ", name.lower()).strip()
        if words:
            found.update(m.span(1) for m in re.finditer(rf"(?<= )({re.escape(words)}s?)(?= )", text))
    return found


def _inside(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    start, end = span
    return any(a <= start and end <= b and (a, b) != span for a, b in others)
