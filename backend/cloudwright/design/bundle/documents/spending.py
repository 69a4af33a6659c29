"""What the documents say about a stated budget and the AWS Budgets alert that watches it."""

from collections.abc import Iterator

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.bundle.markdown import bullets, escaped, sections
from cloudwright.design.bundle.parts import Part
from cloudwright.design.bundle.subject import Subject
from cloudwright.design.catalog.budget_alerts import AMOUNT, EMAIL, RESOURCE_TYPE
from cloudwright.design.emit.terraform.scope import snake_case
from cloudwright.design.model.architecture import Environment
from cloudwright.design.model.brief import RequirementKind
from cloudwright.design.model.budget import Budget, is_rate, limit, rate_among, spoken

_TOLD = "at 80 % and 100 % of it, and when the forecast passes it"
# https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/budgets-managing-costs.html
_FREE = "The alert costs nothing: the first two budgets of an account are free."


def budgets(subject: Subject) -> tuple[Budget, ...]:
    """Return what the brief states, each at the rate in force."""
    found = (limit(r) for r in subject.brief.of_kind(RequirementKind.BUDGET))
    assumptions = subject.evaluation.estimate.assumptions
    return tuple(Budget(s, rate_among(assumptions, s.currency)) for s in found if s is not None)


def watched(subject: Subject) -> bool:
    """Say whether the code of this bundle holds an alert on the budget."""
    return _alert(subject) is not None


def before_deploying(subject: Subject) -> Iterator[str]:
    """Yield what to decide about the budget, and how to see one that counts this system alone."""
    amount = next((p for p in subject.blueprints[Environment.PROD].parameters if p.name == AMOUNT), None)
    if amount is None or not watched(subject):
        return
    default = "" if amount.default is None else f", by default `{amount.default}`"
    yield (
        f"{escaped(amount.description)}: {_parameter(subject)}{default}. The alert counts the whole account, because "
        "a filter by tag stays silent until somebody activates the tag for billing. Where other systems share the "
        "account, give what all of them may cost; or activate the tag a day before (in the paying account: `aws ce "
        "update-cost-allocation-tags-status --cost-allocation-tags-status TagKey=Project,Status=Active`) and add it "
        "to the budget as a cost filter."
    )


def in_costs(subject: Subject) -> str:
    """Return the stated budget in the chapter on costs: what it is in dollars, and who watches it."""
    stated = budgets(subject)
    if not stated:
        return ""
    alert = f" AWS Budgets tells {_told_to(subject)} {_TOLD}. {_FREE}" if watched(subject) else ""
    return f"The budget is {'; '.join(_in_words(each) for each in stated)}.{alert}"


def rates(subject: Subject) -> str:
    """Return the chapter of docs/cost.md on a budget in another currency; nothing without one."""
    foreign = [each for each in budgets(subject) if each.foreign]
    if not foreign:
        return ""
    labelled = {a.id: a for a in subject.evaluation.estimate.assumptions if is_rate(a.id)}
    used = [
        f"{escaped(a.label)}: {a.value:f} ({escaped(a.reason or a.basis)}). To use another, change `{a.id}`."
        for a in labelled.values()
    ]
    return sections("## Budget", bullets(f"{_in_words(each)}." for each in foreign), bullets(used))


def runbook_chapter(subject: Subject) -> str:
    """Return what to do when the budget alert comes."""
    alert = _alert(subject)
    if alert is None:
        return ""
    region = subject.architecture.region
    return sections(
        "## The budget alert",
        f"AWS Budgets writes when the month's bill of the account passes 80 % or 100 % of "
        f"{'; '.join(each.words for each in budgets(subject))}, or when its forecast does. Bills come hours late: a "
        "sudden rise is a day old when it tells. Nothing is switched off by it.",
        "**First look.** What grew, by service and day: `aws ce get-cost-and-usage --region us-east-1 --time-period "
        "Start=FIRST-DAY,End=TODAY --granularity DAILY --metrics UnblendedCost --group-by Type=DIMENSION,Key=SERVICE`. "
        f"Compare it with [docs/cost.md](cost.md): the line that is above its formula has more load than was assumed "
        f"in {region}, or is not of this design.",
        f"**Then.** Where the load is real and wanted, raise {_parameter(subject)} and deploy again. Where it is not, "
        "look for retries and loops first: alarms on errors and on dead letters come with them.",
    )


def _in_words(budget: Budget) -> str:
    if budget.usd is None:
        code = budget.said.currency
        return f"{spoken(budget.said)} a month, not compared: no exchange rate is known here for {code}"
    said = f"{spoken(budget.said)} a month"
    return (
        f"{said}, which is {budget.conversion} US dollars for one {budget.said.currency}"
        if budget.foreign
        else said
    )


def _alert(subject: Subject) -> Resource | None:
    if not subject.parts & {Part.CLOUDFORMATION, Part.TERRAFORM}:
        return None
    resources = subject.blueprints[Environment.PROD].resources
    return next((r for r in resources if r.type == RESOURCE_TYPE), None)


def _told_to(subject: Subject) -> str:
    names = {p.name for p in subject.blueprints[Environment.PROD].parameters}
    return "an e-mail address of yours" if EMAIL in names else "the alert topic"


def _parameter(subject: Subject) -> str:
    names = []
    if Part.TERRAFORM in subject.parts:
        names.append(f"`{snake_case(AMOUNT)}` in Terraform")
    if Part.CLOUDFORMATION in subject.parts:
        names.append(f"`{AMOUNT}` in CloudFormation")
    return ", ".join(names)
