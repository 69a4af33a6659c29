"""Designs made of edits, and the vocabulary that judges them."""

from collections.abc import Sequence

from cloudwright.design.catalog.vocabulary import CatalogVocabulary
from cloudwright.design.facts.load import load_facts
from cloudwright.design.model.apply import apply
from cloudwright.design.model.architecture import Architecture
from cloudwright.design.model.edits import AddComponent, Connect, Edit, Rename, SetRegion


def vocabulary() -> CatalogVocabulary:
    return CatalogVocabulary(load_facts())


def applied(architecture: Architecture, *edits: Edit) -> Architecture:
    return apply(architecture, edits, vocabulary())


def an_empty(name: str = "sample") -> Architecture:
    return Architecture(name=name, title="Sample", region="us-east-1")


def edits_that_make(architecture: Architecture) -> Sequence[Edit]:
    """Return the edits that turn an empty design into this one."""
    return (
        Rename(title=architecture.title),
        SetRegion(region=architecture.region),
        *(AddComponent(component=c) for c in architecture.components),
        *(Connect(connection=c) for c in architecture.connections),
    )
