"""Everything computed for one revision: its evaluation, and a fingerprint of every file it compiles to."""

import hashlib
from dataclasses import dataclass
from datetime import date

from cloudwright.design.catalog.kind import Category
from cloudwright.design.catalog.registry import kind, kinds
from cloudwright.design.emit.cloudformation import emitter as cloudformation
from cloudwright.design.emit.terraform import emitter as terraform
from cloudwright.design.evaluation.evaluate import evaluate
from cloudwright.design.evaluation.evaluation import Evaluation
from cloudwright.design.facts.facts import Facts
from cloudwright.design.lowering.lower import lower
from cloudwright.design.model.architecture import Architecture, Environment
from cloudwright.design.model.brief import Brief
from cloudwright.design.model.budget import Budget, stated_budget
from cloudwright.projects.schemas import CatalogKind, KindLabel


@dataclass(frozen=True, slots=True)
class Computed:
    """`files` maps the path of each emitted file to the SHA-256 of its text."""

    evaluation: Evaluation
    files: dict[str, str]


def compute(architecture: Architecture, brief: Brief, *, facts: Facts, as_of: date) -> Computed:
    """Evaluate a design for production and fingerprint its code for every environment."""
    evaluation = evaluate(architecture, brief, environment=Environment.PROD, facts=facts, as_of=as_of)
    budget = stated_budget(brief, architecture, facts=facts)
    return Computed(evaluation=evaluation, files=_fingerprints(architecture, facts, budget=budget))


def kind_labels(architecture: Architecture) -> dict[str, KindLabel]:
    """Return what to call and how to draw each kind that the design uses."""
    found = {}
    for kind_id in sorted({c.kind for c in architecture.components}):
        entry = kind(kind_id)
        found[kind_id] = KindLabel(
            title=entry.title, service=entry.service, icon=entry.icon, category=entry.category
        )
    return found


def services() -> list[CatalogKind]:
    """Return every kind that a design can bring, by service and title; what stands outside is none."""
    found = [
        CatalogKind(
            id=entry.id,
            title=entry.title,
            service=entry.service,
            icon=entry.icon,
            category=entry.category,
        )
        for entry in kinds().values()
        if entry.category is not Category.EXTERNAL
    ]
    return sorted(found, key=lambda each: (each.service, each.title))


def _fingerprints(architecture: Architecture, facts: Facts, *, budget: Budget | None) -> dict[str, str]:
    files = {}
    for environment in Environment:
        blueprint = lower(architecture, environment, facts, budget=budget)
        for file in (*cloudformation.emit(blueprint), *terraform.emit(blueprint)):
            files[file.path] = hashlib.sha256(file.text.encode()).hexdigest()
    return files
