"""What things are and do here: parts, services, the way of a request, what was understood and assumed."""

import re
from collections import Counter

from cloudwright.agents.answers.answer import Answer, counted, listed, sentence
from cloudwright.agents.answers.reasons import why_not
from cloudwright.agents.answers.subject import Subject
from cloudwright.design.catalog.kind import Category
from cloudwright.design.intake.asking.things import kinds_called
from cloudwright.design.intake.asking.topic import Asked
from cloudwright.design.model.brief import RequirementKind
from cloudwright.design.trace.requirement import Status

_REGULATIONS = ("GDPR", "HIPAA", "PCI DSS", "SOC 2", "ISO 27001", "FedRAMP")


def what_is(subject: Subject, asked: Asked) -> Answer:
    """What a kind of part is, and what it does in this design."""
    named = subject.named(asked)
    if not named:
        kinds = [k for t in asked.technologies for k in kinds_called(t)]
        if not kinds:
            return why_not(subject, asked) if asked.technologies else services(subject, asked)
        entry = subject.kinds[kinds[0]]
        return Answer(
            lead=f"{entry.title} ({entry.service}): {sentence(entry.summary)} There is none in this design.",
            sources=(entry.documentation,),
        )
    part = named[0]
    entry = subject.kinds[part.kind]
    does = [
        sentence(c.sentence)
        for c in subject.architecture.connections
        if part.id in (c.source, c.target) and c.sentence
    ]
    verbs = [
        f"it {c.verb.value.replace('_', ' ')} {subject.title(c.target)}"
        for c in subject.architecture.outgoing(part.id)
    ]
    return Answer(
        lead=f"{part.title} is {_article(entry.title)} {entry.title}: {sentence(part.purpose or entry.summary)}",
        details=(
            *((sentence(entry.summary),) if part.purpose else ()),
            *(does[:2] or ([f"Here {listed(verbs, 4)}"] if verbs else [])),
            f"It costs {subject.evaluation.estimate.of(part.id)} a month",
        ),
        sources=(entry.documentation,),
    )


def _article(title: str) -> str:
    return (
        "an"
        if title[:1].lower() in "aeiou" or title[:3] in ("SQS", "SNS", "S3 ", "RDS", "HTT", "EFS", "EC2")
        else "a"
    )


def services(subject: Subject, _asked: Asked) -> Answer:
    counts = Counter(
        subject.kinds[c.kind].service
        for c in subject.architecture.components
        if subject.kinds[c.kind].category is not Category.EXTERNAL
    )
    said = [f"{service} ({number})" if number > 1 else service for service, number in counts.items()]
    flow = [
        f"{c.title}: {c.purpose.rstrip('.')}"
        for c in subject.architecture.components
        if c.purpose
        and not subject.kinds[c.kind].plumbing
        and subject.kinds[c.kind].category is not Category.EXTERNAL
    ]
    return Answer(
        lead=f"{counted(sum(counts.values()), 'part')} of {counted(len(counts), 'AWS service')}: {listed(said, 12)}.",
        details=tuple(flow[:5]),
    )


def flow(subject: Subject, asked: Asked) -> Answer:
    """The numbered steps of the drawing."""
    chosen = {c.id for c in subject.named(asked)}
    steps = sorted(
        (c for c in subject.architecture.connections if c.step and c.sentence), key=lambda c: c.step or 0
    )
    about = [c for c in steps if not chosen or chosen & {c.source, c.target}] or steps
    if not about:
        return services(subject, asked)
    return Answer(
        lead=f"{counted(len(about), 'step')}, as numbered in the Flow view:",
        details=tuple(f"{c.step}. {c.sentence.rstrip('.')}" for c in about),
    )


_NOTED = re.compile(
    r"\b(?:note[d]?|written|record(?:ed)?|remember|know|understood|understand|told|said|so far)\b",
    re.IGNORECASE,
)


def requirements(subject: Subject, asked: Asked) -> Answer:
    traced = subject.evaluation.requirements
    if not traced:
        return Answer(lead="Nothing is stated yet that could be checked; say what it must do, and how much.")
    if _NOTED.search(asked.words):
        said = [r.statement for r in traced]
        return Answer(
            lead=f"Noted so far: {listed(said, 8)}.",
            details=tuple(f"'{r.quote}' became: {r.statement}, {r.status.value}" for r in traced if r.quote)[
                :5
            ],
        )
    by = Counter(r.status for r in traced)
    open_ones = [r for r in traced if r.status in (Status.UNMET, Status.PARTLY)]
    unknown = [r for r in traced if r.status is Status.NOT_ASSESSABLE]
    return Answer(
        lead=f"**{by[Status.MET]} of {len(traced)}** requirements are met, {by[Status.PARTLY]} in part, {by[Status.UNMET]} not; {len(unknown)} cannot be judged from a drawing.",
        details=(
            *(f"{r.status.value}: {r.statement}. {r.evidence}" for r in open_ones[:4]),
            *(f"not to be judged here: {r.statement}" for r in unknown[:2]),
        ),
    )


def assumptions(subject: Subject, _asked: Asked) -> Answer:
    """What was taken where nobody said, those first that move the bill most."""
    moved = [d.assumption_id for d in subject.evaluation.estimate.drivers]
    taken = sorted(
        (a for a in subject.assumptions if a.basis != "stated"),
        key=lambda a: moved.index(a.id) if a.id in moved else len(moved),
    )
    stated = [a for a in subject.assumptions if a.basis == "stated"]
    skipped = [q for q in subject.brief.questions if q.answer is None]
    found = subject.evaluation.estimate
    lines = [
        f"{a.label}: {a.value:,f}".rstrip("0").rstrip(".") + f" {a.unit}"
        if "." in f"{a.value:f}"
        else f"{a.label}: {a.value:,f} {a.unit}"
        for a in taken
    ]
    return Answer(
        lead=f"**{counted(len(taken), 'number')}** that nobody stated, and {len(stated)} that you did; prices are AWS's list of {found.as_of}.",
        details=(
            *lines[:5],
            *(
                f"'{q.text}' has its default: {next((c.label for c in q.choices if c.id == q.default), q.default)}"
                for q in skipped[:2]
            ),
            "Each can be changed under Requirements, and the bill follows at once",
        ),
    )


def not_understood(subject: Subject, _asked: Asked) -> Answer:
    unused = subject.brief.unused
    if not unused:
        return Answer(
            lead="Nothing is left over: every phrase you wrote became a requirement, or says nothing that I count."
        )
    quoted = [f"'{phrase}'" for phrase in unused]
    return Answer(
        lead=f"Not used so far: {listed(quoted, 5)}.",
        details=("Say it in other words, or leave it: nothing in the design rests on it",),
    )


_MEANT = (
    ("card", "PCI DSS"),
    ("patient", "HIPAA"),
    ("health", "HIPAA"),
    ("medical", "HIPAA"),
    ("personal", "GDPR"),
)


def compliance(subject: Subject, asked: Asked) -> Answer:
    """What of a regulation the design covers, what is yours, and what nobody can judge from a drawing."""
    named = _regulation(asked.words.lower())
    stated = [str(r.value) for r in subject.brief.of_kind(RequirementKind.COMPLIANCE)]
    review = subject.evaluation.review
    controls = sorted({control for f in review.open for control in f.controls})
    left = f"controls still open: {listed(controls, 5)}" if controls else "none leaves a control open"
    covered = [said for kinds, said in _COVERED if subject.of_kind(*kinds)]
    missing = named and named not in stated
    return Answer(
        lead=(
            f"No design is {f'{named} ' if named else ''}compliant by itself; an auditor judges you. "
            f"{review.rules_run} rules were asked, {left}."
        ),
        details=(
            f"Covered here: {listed(covered, 6)}" if covered else "",
            _step_logs(subject),
            f"In {subject.architecture.region}, with data at rest encrypted and TLS on the way",
            f"Yours: contracts with AWS, who may sign in to the account, your code, deleting on request, and evidence for {named or listed(stated, 3) or 'a standard'}",
            f"{named} is not among your requirements: say 'we need {named}' and it is traced"
            if missing
            else "",
        ),
    )


def _regulation(words: str) -> str:
    """Return the regulation that is named, or that the kind of data suggests."""
    named = next((r for r in _REGULATIONS if r.lower().split()[0] in words), "")
    return named or next((r for word, r in _MEANT if word in words), "")


def _step_logs(subject: Subject) -> str:
    flows = subject.of_kind("step_functions_workflow")
    silent = flows and not any(subject.setting(c.id, "log_execution_data") for c in flows)
    return "Data of a workflow's steps is not written to its log" if silent else ""


_COVERED = (
    (("cognito_user_pool",), "sign-in of people"),
    (("waf_web_acl",), "a web firewall"),
    (("kms_key",), "keys of your own"),
    (("cloudwatch_alarms",), "alarms"),
    (("backup_plan",), "nightly backups"),
    (("dynamodb_table", "rds_instance", "aurora_cluster"), "recovery to any second"),
    (("lambda_function", "fargate_service"), "a role of its own for each part"),
)
