"""The tool that says what a design costs, and where it stops, under another load."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated

from pydantic import Field, JsonValue, model_validator

from cloudwright.agents.tools.choosing import option_meant
from cloudwright.agents.tools.design_tool import Bench, Definition
from cloudwright.agents.turn import Reference
from cloudwright.design.evaluation.evaluation import Evaluation
from cloudwright.design.model.frozen import Frozen
from cloudwright.kit.money import Money
from cloudwright.projects.service.imagining import Imagined, Load

DEFINITION = Definition(
    name="imagine_load",
    title="Trying another load",
    description=(
        "Return what an option would cost at `times` its load, or at so many requests or people a month, "
        "with the parts whose cost moves most, the findings that would come, and the requirements that would "
        "no longer be met. Nothing is changed."
    ),
)
_MOST_MOVERS = 4


class Arguments(Frozen):
    option_id: Reference | None = None
    times: Annotated[Decimal, Field(gt=0, le=100_000)] | None = None
    requests_per_month: Annotated[Decimal, Field(gt=0, le=10**13)] | None = None
    people_per_month: Annotated[Decimal, Field(gt=0, le=10**11)] | None = None

    @model_validator(mode="after")
    def _one_of_three(self) -> "Arguments":
        given = (self.times, self.requests_per_month, self.people_per_month)
        if sum(each is not None for each in given) != 1:
            raise ValueError("give one of `times`, `requests_per_month` and `people_per_month`")
        return self


async def work(arguments: Arguments, bench: Bench) -> Mapping[str, JsonValue]:
    """Compute the newest revision again at the other load."""
    async with bench.units.read(bench.turn.principal) as services:
        card = await option_meant(services, bench.turn.project_id, arguments.option_id)
    load = Load(
        times=arguments.times,
        requests_per_month=arguments.requests_per_month,
        people_per_month=arguments.people_per_month,
    )
    found = await bench.use_cases.imagining.at_load(bench.turn.principal, card.id, load)
    times = plain_factor(found.times)
    return {
        "option_id": card.id,
        "times": times,
        "requests": None if found.requests is None else f"{found.requests:,.0f}",
        "people": None if arguments.people_per_month is None else f"{arguments.people_per_month:,.0f}",
        "money_now": found.now.estimate.total.model_dump(mode="json"),
        "money_then": found.then.estimate.total.model_dump(mode="json"),
        "movers": list(_movers(found)),
        "new_findings": list(_new_findings(found)),
        "newly_unmet": list(_newly_unmet(found)),
        "summary": f"{found.then.estimate.total} a month at {times} times the load",
    }


def plain_factor(times: Decimal) -> str:
    """Return a factor as people write it: '1,640', '12.5', '0.1'."""
    digits = 0 if times >= 100 else 1 if times >= 10 else 2
    text = f"{times:,.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _movers(found: Imagined) -> Iterator[JsonValue]:
    now, then = _by_element(found.now), _by_element(found.then)
    moved = {key: then.get(key, Decimal(0)) - now.get(key, Decimal(0)) for key in now.keys() | then.keys()}
    for element_id, by in sorted(moved.items(), key=lambda each: (-abs(each[1]), each[0]))[:_MOST_MOVERS]:
        if by:
            title = found.titles.get(element_id, element_id)
            yield {"element_id": element_id, "title": title, "by": Money(amount=by).model_dump(mode="json")}


def _by_element(evaluation: Evaluation) -> Mapping[str, Decimal]:
    totals: dict[str, Decimal] = {}
    for line in evaluation.estimate.lines:
        totals[line.element_id] = totals.get(line.element_id, Decimal(0)) + line.amount.amount
    return totals


def _new_findings(found: Imagined) -> Iterator[JsonValue]:
    known = {(each.rule_id, each.element_id) for each in found.now.review.open}
    for each in found.then.review.open:
        if (each.rule_id, each.element_id) not in known:
            yield {
                "severity": each.severity.value,
                "title": each.title,
                "element_id": each.element_id,
                "evidence": each.evidence,
            }


def _newly_unmet(found: Imagined) -> Iterator[str]:
    before = {each.requirement_id: each.status for each in found.now.requirements}
    for each in found.then.requirements:
        if each.status == "unmet" and before.get(each.requirement_id) != "unmet":
            yield f"{each.statement}: {each.evidence}"
