"""Living with it: deploying, testing, looking for a fault, keeping logs, and who does the work."""

from collections.abc import Iterator, Sequence
from functools import partial

from cloudwright.agents.answers.answer import Answer, counted, listed
from cloudwright.agents.answers.subject import Subject
from cloudwright.design.catalog.kind import Category
from cloudwright.design.evaluation.operations import operations as duties
from cloudwright.design.intake.asking.topic import Asked
from cloudwright.design.model.architecture import Component
from cloudwright.design.model.brief import RequirementKind
from cloudwright.design.model.verbs import Verb

_SECONDS_A_DAY = 86_400


def deploy(subject: Subject, _asked: Asked) -> Answer:
    name = subject.architecture.name
    return Answer(
        lead="Build the bundle, then deploy it yourself: I write files only and never touch an AWS account.",
        details=(
            "Say 'build the bundle' and download it; its README gives each command for your design",
            f"Terraform: `terraform init && terraform apply` in terraform/; or CloudFormation: one `aws cloudformation deploy` for {name}",
            "Try development first: the bundle holds both environments; policies/deployer.json is the least right that deploying needs",
            "A pipeline that checks and plans lies in it too; going back is deploying the version before",
        ),
        orders=("build the bundle",),
    )


def testing(subject: Subject, _asked: Asked) -> Answer:
    found = subject.evaluation
    return Answer(
        lead="Deploy the development environment of the bundle: the same design, smaller and without what only production needs.",
        details=(
            f"Production is priced at {found.estimate.total} a month; development costs less, and is removed with one command",
            "The bundle's checks run without an account: lint, schema and rules, with their results in checks/report.json",
            "Functions come with placeholder code that answers, so that each way through can be called before yours is in",
            "A load test is yours to run; 'what if traffic is ten times that?' shows the bill and the limits before it",
        ),
    )


def logs(subject: Subject, _asked: Asked) -> Answer:
    """Where to look, who is told, and whether mail goes anywhere."""
    alarms = subject.of_kind("cloudwatch_alarms")
    topics = _ends(subject, alarms, Verb.ALERTS)
    watched = _ends(subject, alarms, Verb.WATCHES)
    if not alarms:
        lead = "Nobody is told yet: there is no alarm in this design."
    else:
        tells = f"{listed(topics, 2)} by mail" if topics else "nobody"
        lead = f"You are told: alarms watch {listed(watched, 4)} and tell {tells}."
    return Answer(lead=lead, details=tuple(_looking(subject)), orders=() if alarms else ("add alarms",))


def _ends(subject: Subject, sources: Sequence[Component], verb: Verb) -> list[str]:
    found = (c for s in sources for c in subject.architecture.outgoing(s.id) if c.verb is verb)
    return list(dict.fromkeys(subject.title(c.target) for c in found))


def _looking(subject: Subject) -> Iterator[str]:
    parts = subject.architecture.components
    kept = [(c.title, d) for c in parts if isinstance(d := subject.setting(c.id, "log_retention_days"), int)]
    if kept:
        yield f"Logs in CloudWatch: {listed([f'{title} ({days} days)' for title, days in kept], 4)}"
    if subject.of_kind("lambda_function"):
        yield "The request id of an answer finds its lines; X-Ray shows how long each part took"
    dead = dict.fromkeys(c.target for c in subject.architecture.connections if c.verb is Verb.DEAD_LETTERS)
    if dead:
        yield f"What could not be worked on lies in {listed([subject.title(each) for each in dead], 3)}"
    yield "The runbook of the bundle has for each alarm what it means and the first look, with commands"
    if subject.of_kind("cloudwatch_alarms"):
        yield "The address that gets the mail is asked for when it is deployed"


_KEEPING = (Category.DATABASE, Category.STORAGE, Category.INTEGRATION)


def retention(subject: Subject, asked: Asked) -> Answer:
    """How long each part keeps what it keeps."""
    chosen = {c.id for c in subject.named(asked)}
    said = [
        (c, words)
        for c in subject.architecture.components
        if (words := _kept(subject, c)) and (not chosen or c.id in chosen)
    ]
    said.sort(key=lambda each: subject.kinds[each[0].kind].category not in _KEEPING)
    if not said:
        return Answer(
            lead="Nothing here deletes anything by itself: what is written stays until somebody deletes it."
        )
    first, words = said[0]
    return Answer(
        lead=f"{first.title}: {words}.",
        details=(
            *(f"{c.title}: {w}" for c, w in said[1:]),
            "'keep the logs for 30 days' or 'delete files after 400 days' changes it",
        ),
    )


def _kept(subject: Subject, component: Component) -> str:
    get = partial(subject.setting, component.id)
    parts = []
    if isinstance(get("retention_seconds"), int):
        parts.append(f"messages for {int(str(get('retention_seconds'))) // _SECONDS_A_DAY} days")
    if isinstance(get("retention_hours"), int):
        parts.append(f"records for {get('retention_hours')} hours")
    if get("expire_after_days"):
        parts.append(f"files for {get('expire_after_days')} days")
    elif component.kind == "s3_bucket":
        parts.append("files until somebody deletes them")
    if get("time_to_live_attribute"):
        parts.append(f"records until the time in {get('time_to_live_attribute')}")
    elif component.kind in ("dynamodb_table", "rds_instance", "aurora_cluster"):
        parts.append("records until somebody deletes them")
    if isinstance(get("archive_days"), int) and get("archive_days"):
        parts.append(f"events for {get('archive_days')} days")
    if isinstance(get("log_retention_days"), int):
        parts.append(f"logs for {get('log_retention_days')} days")
    return ", ".join(parts)


def operations(subject: Subject, _asked: Asked) -> Answer:
    """What is left for people to do, counted."""
    found = duties(subject.traced, subject.elements)
    jobs = [
        f"{subject.title(j.element_id)}: {j.job[:1].lower()}{j.job[1:]}, {_often(float(j.times_a_year))}"
        for j in found.jobs[:4]
    ]
    team = [r.quote or r.statement for r in subject.brief.of_kind(RequirementKind.TEAM)]
    return Answer(
        lead=(
            f"About **{counted(found.jobs_a_year, 'job')} a year** ({found.level}): AWS runs {found.run_by_aws} of {counted(found.parts, 'part')} "
            "without anybody's doing."
        ),
        details=(
            *jobs,
            *((f"Your team: {listed(team, 2)}",) if team else ()),
            "Who answers an alarm at night is yours to say; the runbook tells what to do",
            found.note,
        ),
    )


def _often(times: float) -> str:
    return f"{times:g} times a year" if times > 1 else "once a year" if times == 1 else "every other year"
