"""What somebody may have meant by a kind that does not exist."""

import difflib
from collections.abc import Mapping

from cloudwright.design.catalog.kind import Kind, Properties
from cloudwright.design.model.architecture import Component
from cloudwright.design.model.errors import Problem


def unknown_kind(component: Component, kinds: Mapping[str, Kind[Properties]]) -> Problem:
    """Return the problem, with the nearest kind by id, title or synonym as hint."""
    return no_such_kind(component.kind, kinds, path=f"components.{component.id}.kind")


def no_such_kind(kind_id: str, kinds: Mapping[str, Kind[Properties]], *, path: str) -> Problem:
    """Return the problem of what names the kind at that path."""
    near = nearest(kind_id, kinds)
    hint = f"did you mean '{near}'?" if near else "choose a kind of the catalogue"
    return Problem(
        path=path,
        rule="known-kind",
        got=kind_id,
        allowed=sorted(kinds),
        hint=f"there is no kind '{kind_id}': {hint}",
    )


def nearest(text: str, kinds: Mapping[str, Kind[Properties]]) -> str | None:
    """Return the id of the kind whose id, title or synonym is most like the text, or None."""
    names: dict[str, str] = {}
    for entry in kinds.values():
        for name in (entry.id, entry.title, entry.service, *entry.synonyms):
            names.setdefault(_plain(name), entry.id)
    found = difflib.get_close_matches(_plain(text), names, n=1, cutoff=0.6)
    return names[found[0]] if found else None


def _plain(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())
