"""Everything computed about a design, in one value."""

import pytest

from builders.computed import TODAY, a_component, a_golden, an_architecture
from cloudwright.design.evaluation.evaluate import evaluate
from cloudwright.design.evaluation.evaluation import Evaluation
from cloudwright.design.facts.load import load_facts
from cloudwright.design.model.architecture import Environment
from cloudwright.design.model.brief import Brief
from cloudwright.design.model.errors import EditRejected

GOLDEN = ("web-app", "web-app-guarded", "image-pipeline")


def _evaluate(name: str, environment: Environment) -> Evaluation:
    document = a_golden(name)
    return evaluate(
        document.architecture, document.brief, environment=environment, facts=load_facts(), as_of=TODAY
    )


@pytest.mark.parametrize("environment", Environment)
@pytest.mark.parametrize("name", GOLDEN)
def test_evaluation_is_the_same_every_time(name: str, environment: Environment) -> None:
    first = _evaluate(name, environment).model_dump_json()
    assert first == _evaluate(name, environment).model_dump_json()


@pytest.mark.parametrize("name", GOLDEN)
def test_evaluation_survives_a_round_trip_through_json(name: str) -> None:
    evaluation = _evaluate(name, Environment.PROD)
    assert Evaluation.model_validate_json(evaluation.model_dump_json()) == evaluation


@pytest.mark.parametrize("name", GOLDEN)
def test_everything_computed_points_at_elements_of_the_design(name: str) -> None:
    known = set(a_golden(name).architecture.by_id)
    evaluation = _evaluate(name, Environment.PROD)
    assert {line.element_id for line in evaluation.estimate.lines} <= known
    assert {finding.element_id for finding in evaluation.review.findings} <= known
    assert {term.element_id for term in evaluation.floor.terms} <= known


def test_evaluation_belongs_to_the_content_it_was_computed_from() -> None:
    assert _evaluate("web-app", Environment.PROD).content_hash == (
        a_golden("web-app").architecture.content_hash()
    )


def test_production_costs_more_than_development() -> None:
    prod = _evaluate("web-app-guarded", Environment.PROD).estimate.total.amount
    assert prod > _evaluate("web-app-guarded", Environment.DEV).estimate.total.amount


def test_design_with_bad_properties_is_rejected() -> None:
    drawn = an_architecture(a_component("items", "dynamodb_table", colour="green"))
    with pytest.raises(EditRejected):
        evaluate(drawn, Brief(), environment=Environment.PROD, facts=load_facts(), as_of=TODAY)
