"""Everything that the files of a bundle are written from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from cloudwright.design.blueprint.graph import Blueprint
from cloudwright.design.bundle.parts import EVERY_PART, Part
from cloudwright.design.catalog.kind import Kind, Properties
from cloudwright.design.diagram.drawing import Drawing, View
from cloudwright.design.evaluation.evaluation import Evaluation
from cloudwright.design.model.architecture import Architecture, Component, Environment
from cloudwright.design.model.brief import Brief


@dataclass(frozen=True)
class Subject:
    """One design, lowered for every environment, priced, reviewed and drawn. `revision` is for people."""

    architecture: Architecture
    brief: Brief
    evaluations: Mapping[Environment, Evaluation]
    blueprints: Mapping[Environment, Blueprint]
    drawings: Mapping[View, Drawing]
    kinds: Mapping[str, Kind[Properties]]
    revision: str
    as_of: date
    compiler_version: str
    parts: frozenset[Part] = EVERY_PART
    sheets: Mapping[View, tuple[Drawing, ...]] = field(default_factory=dict)  # of drawings too large for one

    @property
    def evaluation(self) -> Evaluation:
        """The evaluation for production, which the documents talk about."""
        return self.evaluations[Environment.PROD]

    def kind_of(self, component: Component) -> Kind[Properties]:
        return self.kinds[component.kind]

    @cached_property
    def made(self) -> frozenset[str]:
        """The ids of the elements for which the code of production creates something."""
        return frozenset(r.key.element_id for r in self.blueprints[Environment.PROD].resources)

    @property
    def built(self) -> tuple[Component, ...]:
        """The components that the code creates: neither outside nor existing already, nor left incomplete."""
        return tuple(
            c
            for c in self.architecture.components
            if not c.existing and c.id in self.made and self.kind_of(c).resource_types
        )
