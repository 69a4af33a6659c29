"""The golden designs have the elements that the patterns make; what differs is named here."""

from datetime import date

import pytest

from builders.golden import NAMES, golden, golden_document
from cloudwright.design.evaluation.evaluate import evaluate
from cloudwright.design.facts.load import load_facts
from cloudwright.design.model.architecture import Architecture, Environment
from cloudwright.design.model.diff import diff
from cloudwright.design.patterns.image_pipeline import ImagePipeline, image_pipeline
from cloudwright.design.patterns.web_app import WebApp, web_app
from cloudwright.design.review.finding import Severity


def elements(architecture: Architecture) -> set[str]:
    return {f"{c.id}: {c.kind}" for c in architecture.components} | {c.id for c in architecture.connections}


def test_the_web_application_has_the_elements_of_its_pattern() -> None:
    made = web_app(WebApp(name="web-app", title="Web application", region="eu-west-1"))

    assert elements(golden("web-app")) == elements(made)
    assert diff(golden("web-app"), made).connections_changed != ()  # the golden one has loads of its own


def test_the_image_pipeline_has_the_elements_of_its_pattern_but_for_failed_cleanups() -> None:
    made = image_pipeline(
        ImagePipeline(
            name="image-pipeline",
            title="Image pipeline",
            region="eu-west-1",
            sign_in=True,
            announce=True,
            nightly_cleanup=True,
        )
    )

    found = elements(golden("image-pipeline"))

    assert elements(made) - found == {
        "failed-cleanups: sqs_queue",
        "cleanup.dead_letters.failed-cleanups",
        "operations.watches.failed-cleanups",
    }
    assert found - elements(made) == {"operations.watches.nightly"}


@pytest.mark.parametrize("environment", Environment)
@pytest.mark.parametrize("name", NAMES)
def test_no_golden_design_leaves_a_grave_finding_open(name: str, environment: Environment) -> None:
    document = golden_document(name)
    found = evaluate(
        document.architecture,
        document.brief,
        environment=environment,
        facts=load_facts(),
        as_of=date(2026, 11, 21),
    )
    grave = [f.title for f in found.review.open if f.severity in (Severity.CRITICAL, Severity.HIGH)]
    assert grave == []
