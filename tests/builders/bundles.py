"""The files of a bundle, compiled without a linter or a layout engine."""

from collections.abc import Mapping
from datetime import date

from builders.layouts import in_a_row
from cloudwright.artifacts.checking import price_check, rules_check
from cloudwright.design.bundle.assemble import assemble
from cloudwright.design.bundle.checks import CheckReport
from cloudwright.design.bundle.code import code_files
from cloudwright.design.bundle.parts import EVERY_PART, Part
from cloudwright.design.bundle.subject import Subject
from cloudwright.design.catalog.registry import kinds
from cloudwright.design.diagram.drawing import Drawing, View
from cloudwright.design.diagram.positions import drawing
from cloudwright.design.diagram.scene import scene
from cloudwright.design.evaluation.annotate import annotations
from cloudwright.design.evaluation.evaluate import evaluate
from cloudwright.design.evaluation.evaluation import Evaluation
from cloudwright.design.facts.load import load_facts
from cloudwright.design.lowering.lower import lower
from cloudwright.design.model.architecture import Environment
from cloudwright.design.model.budget import stated_budget
from cloudwright.design.model.document import Document

AS_OF = date(2026, 11, 1)
REVISION = "revision 1"


def a_subject(document: Document, *, parts: frozenset[Part] = EVERY_PART) -> Subject:
    """Everything that a bundle is written from, laid out in one row."""
    facts = load_facts()
    budget = stated_budget(document.brief, document.architecture, facts=facts)
    evaluations = {
        e: evaluate(document.architecture, document.brief, environment=e, facts=facts, as_of=AS_OF)
        for e in Environment
    }
    return Subject(
        architecture=document.architecture,
        brief=document.brief,
        evaluations=evaluations,
        blueprints={e: lower(document.architecture, e, facts, budget=budget) for e in Environment},
        drawings={view: _drawn(document, view, evaluations[Environment.PROD]) for view in View},
        kinds=kinds(),
        revision=REVISION,
        as_of=AS_OF,
        compiler_version="1.2.3",
        parts=parts,
    )


def bundle_files(document: Document, *, parts: frozenset[Part] = EVERY_PART) -> Mapping[str, bytes]:
    """Every file by path, with the report of the checks that need no tool."""
    subject = a_subject(document, parts=parts)
    code = {file.path: file for file in code_files(subject.blueprints.values(), parts)}
    checks = (
        rules_check(subject.evaluation.review, code, subject.blueprints[Environment.PROD]),
        price_check(subject.evaluation.estimate),
    )
    return {file.path: file.content for file in assemble(subject, CheckReport(checks=checks))}


def _drawn(document: Document, view: View, evaluation: Evaluation) -> Drawing:
    shown = annotations(evaluation, revision=REVISION, as_of=AS_OF)
    sketch = scene(document.architecture, view, kinds=kinds(), annotations=shown)
    return drawing(sketch, in_a_row(sketch.graph))
