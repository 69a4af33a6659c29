"""A design from every side: each figure follows from the design, and says from what."""

from datetime import date
from decimal import Decimal
from functools import cache
from math import ceil

import pytest

from builders.golden import golden_document
from cloudwright.design.evaluation.analysis import Analysis, analyse
from cloudwright.design.evaluation.evaluate import evaluate
from cloudwright.design.facts.load import load_facts
from cloudwright.design.model.architecture import Architecture, Environment
from cloudwright.design.model.brief import Requirement, RequirementKind

FACTS = load_facts()
AS_OF = date(2026, 11, 1)
LOADS = (Decimal("0.1"), Decimal(1), Decimal(10))


@cache
def analysed(name: str, *, times: tuple[Decimal, ...] = LOADS) -> Analysis:
    return analysis_of(golden_document(name).architecture, name=name, times=times)


def analysis_of(architecture: Architecture, *, name: str, times: tuple[Decimal, ...]) -> Analysis:
    brief = golden_document(name).brief
    now = evaluate(architecture, brief, environment=Environment.PROD, facts=FACTS, as_of=AS_OF)
    return analyse(architecture, brief, now=now, times=times, facts=FACTS, as_of=AS_OF)


def changed(name: str, element_id: str, **properties: object) -> Architecture:
    architecture = golden_document(name).architecture
    components = tuple(
        each.model_copy(update={"properties": {**each.properties, **properties}})
        if each.id == element_id
        else each
        for each in architecture.components
    )
    return architecture.model_copy(update={"components": components})


def test_the_bill_follows_the_load_in_the_order_that_was_asked_for() -> None:
    found = analysed("web-app")

    assert [each.times for each in found.loads] == list(LOADS)
    totals = [each.estimate.total.amount for each in found.loads]
    assert totals == sorted(totals)
    assert totals[0] < totals[2]


def test_a_limit_is_hit_at_the_load_that_reaches_it_and_says_the_arithmetic() -> None:
    once, huge = analysed("serverless-api", times=(Decimal(1), Decimal(5000))).loads

    assert not once.quotas
    assert huge.quotas
    assert all("a second" in each.evidence for each in huge.quotas)


def test_a_requirement_that_breaks_under_load_is_named_at_that_load_only() -> None:
    document = golden_document("web-app")
    budget = Requirement(
        id="budget", kind=RequirementKind.BUDGET, statement="Under $20 a month", value=20, unit="USD/month"
    )
    brief = document.brief.model_copy(update={"requirements": (budget,)})
    now = evaluate(document.architecture, brief, environment=Environment.PROD, facts=FACTS, as_of=AS_OF)

    once, huge = analyse(
        document.architecture,
        brief,
        now=now,
        times=(Decimal(1), Decimal(1000)),
        facts=FACTS,
        as_of=AS_OF,
    ).loads

    assert not once.newly_unmet
    assert [each.statement for each in huge.newly_unmet] == ["Under $20 a month"]


def test_quotas_are_no_findings_of_the_design_itself() -> None:
    found = analysed("image-pipeline")

    assert all(each.well_architected != "REL01" for each in found.findings)


@pytest.mark.parametrize(
    ("name", "words", "minutes"),
    [
        ("serverless-api", "No interruption", Decimal(0)),
        ("container-web", "About 2 minutes", Decimal(2)),
    ],
)
def test_the_loss_of_a_zone_takes_as_long_as_what_stands_in_it(
    name: str, words: str, minutes: Decimal
) -> None:
    found = analysed(name).recovery_time

    assert (found.words, found.minutes) == (words, minutes)
    assert found.evidence
    assert found.source.startswith("https://docs.aws.amazon.com/")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("serverless-api", "About 5 minutes"),
        ("private-data", "Up to a day"),
        ("static-site", "No loss by mistakes"),
    ],
)
def test_what_may_be_lost_is_what_the_weakest_store_may_lose(name: str, words: str) -> None:
    assert analysed(name).recovery_point.words == words


def test_a_table_without_recovery_leaves_the_data_uncovered() -> None:
    tables = [c.id for c in golden_document("serverless-api").architecture.components if "table" in c.kind]
    without = changed("serverless-api", tables[0], point_in_time_recovery=False)

    found = analysis_of(without, name="serverless-api", times=(Decimal(1),)).recovery_point

    assert found.words == "Not covered"
    assert found.element_ids == (tables[0],)


def test_jobs_add_up_and_servers_bring_more_of_them_than_functions() -> None:
    servers, functions = analysed("server-web").operations, analysed("serverless-api").operations

    for each in (servers, functions):
        assert each.jobs_a_year == ceil(sum(job.times_a_year for job in each.jobs))
        assert each.run_by_aws == each.parts - len({job.element_id for job in each.jobs})
    assert servers.jobs_a_year > functions.jobs_a_year
    assert (servers.level, functions.level) == ("moderate", "light")
