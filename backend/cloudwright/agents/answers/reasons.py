"""Why something is there, why something else is not, and what that would cost."""

from collections.abc import Iterator, Mapping, Sequence

from cloudwright.agents.answers.alternatives import Alternative, added, priced_with
from cloudwright.agents.answers.answer import Answer, listed, sentence
from cloudwright.agents.answers.fair import FAIR
from cloudwright.agents.answers.subject import Subject
from cloudwright.design.intake.asking.things import kinds_called, mentions_in
from cloudwright.design.intake.asking.topic import Asked
from cloudwright.design.model.architecture import Component, Decision
from cloudwright.design.model.brief import Requirement, RequirementKind
from cloudwright.kit.money import Money


def why(subject: Subject, asked: Asked) -> Answer:
    """The requirement with its quote, the rejected alternative with its price, and when that would win."""
    spoken = [c for t in asked.technologies[:1] for c in subject.of_kind(*kinds_called(t))]
    named = [c for c in subject.named(asked) if c.kind != "external_actor"]
    named = [c for c in named if c in spoken] or spoken[:1] or named
    absent = _absent(subject, asked)
    if not named:
        return _not_there(subject, absent[0]) if absent else _whole(subject)
    part = _most_telling(subject, named)
    decision = _decision(subject, part)
    quotes = _because(subject, part, decision)
    kind = subject.kinds[part.kind]
    told = "" if decision is None else decision.context or f"{decision.choice} {decision.consequences}"
    reason = told or part.purpose
    lead = f"{part.title} ({kind.title}): {sentence(reason or kind.summary)}"
    rejected = list(decision.alternatives) if decision is not None else []
    details = [f"You asked for it: '{r.quote or r.statement}'" for r in quotes[:1]]
    details += [] if decision is not None else [sentence(kind.summary)]
    details += (
        [_against(subject, value) for value in absent[:1]]
        or list(_rejected(subject, rejected, part))
        or [
            _against(subject, rival)
            for rival in _RIVALS.get(part.kind, ())
            if not subject.of_kind(*kinds_called(rival))
        ]
    )
    if decision is not None and decision.revisit_when:
        details.append(
            f"Think again when {decision.revisit_when[:1].lower()}{decision.revisit_when[1:].rstrip('.')}"
        )
    own = subject.evaluation.estimate.of(part.id)
    details.append(f"It costs {own} of {subject.total} a month")
    order: tuple[str, ...] = ()
    if asked.objects or not decision:
        without = subject.after(f"remove {part.title}")
        if without is not None and not quotes and part.kind in _SPARE:
            details.append(f"Without it: {without} a month")
            order = (f"remove {part.title}",)
    return Answer(lead=lead, details=tuple(details), orders=order)


# What would do the same work, where no alternative is recorded.
_RIVALS: Mapping[str, tuple[str, ...]] = {
    "websocket_api": ("polling",),
    "lambda_function": ("fargate_service",),
    "fargate_service": ("lambda_function",),
    "auto_scaling_group": ("fargate_service",),
    "dynamodb_table": ("SQL",),
    "rds_instance": ("aurora_cluster",),
    "aurora_cluster": ("rds_instance",),
    "kinesis_stream": ("sqs_queue",),
    "eventbridge_bus": ("sqs_queue",),
    "application_load_balancer": ("http_api",),
}
_SPARE = (
    "waf_web_acl",
    "kms_key",
    "elasticache_cache",
    "cloudwatch_alarms",
    "cloudwatch_dashboard",
    "backup_plan",
    "rds_proxy",
)


def _whole(subject: Subject) -> Answer:
    found = subject.architecture.decisions
    if not found:
        return Answer(lead=f"No decision is recorded for {subject.name}; ask about a part by its name.")
    return Answer(
        lead=f"{subject.name} rests on {len(found)} recorded decisions."
        if len(found) > 1
        else "It rests on one recorded decision.",
        details=tuple(
            f"{d.choice.rstrip('.')}: {d.context[:1].lower()}{d.context[1:].rstrip('.')}" for d in found
        ),
    )


def _most_telling(subject: Subject, named: Sequence[Component]) -> Component:
    """Return the part with a decision of its own, else the dearest, else the first."""
    decided = [c for c in named if _decision(subject, c) is not None]
    return (decided or sorted(named, key=lambda c: -subject.evaluation.estimate.of(c.id).amount))[0]


def _decision(subject: Subject, part: Component) -> Decision | None:
    return next((d for d in subject.architecture.decisions if part.id in d.elements), None)


def _because(subject: Subject, part: Component, decision: Decision | None) -> list[Requirement]:
    ids = (*part.because, *(decision.because if decision is not None else ()))
    named = [r for r in subject.brief.requirements if r.id in ids]
    services = [
        r
        for r in subject.brief.of_kind(RequirementKind.SERVICE)
        if part.kind in kinds_called(_value_of(str(r.value)))
    ]
    return [*services, *(r for r in named if r.quote), *(r for r in named if not r.quote)]


def _value_of(words: str) -> str:
    return next((m.value for m in mentions_in(words)), words)


def _rejected(subject: Subject, alternatives: Sequence[str], part: Component) -> Iterator[str]:
    """Yield the recorded alternatives, the first that can be priced with its price."""
    for text in alternatives[:2]:
        priced = _priced(subject, text, part)
        yield f"Rejected: {text.rstrip('.')}{priced}"


def _priced(subject: Subject, text: str, part: Component) -> str:
    for mention in mentions_in(text):
        kinds = [k for k in mention.kinds if k != part.kind]
        found = priced_with(subject, kinds) if kinds and not subject.of_kind(*kinds) else None
        if found is not None:
            return f". {_beside(subject, found)}"
    return ""


def _beside(subject: Subject, found: Alternative) -> str:
    return f"{found.name}, priced for the same requirements: {found.total} a month instead of {subject.total}"


def _absent(subject: Subject, asked: Asked) -> list[str]:
    """Return the technologies that are spoken of and not in the design."""
    return [t for t in asked.technologies if not (kinds_called(t) and subject.of_kind(*kinds_called(t)))]


def _label(subject: Subject, value: str) -> str:
    fair = FAIR.get(value)
    if fair is not None:
        return fair.name
    kinds = kinds_called(value)
    return subject.kinds[kinds[0]].title if kinds else value[:1].upper() + value[1:]


def _against(subject: Subject, value: str) -> str:
    kinds = kinds_called(value)
    found = priced_with(subject, kinds) if kinds else None
    fair = FAIR.get(value) or (FAIR.get(kinds[0]) if kinds else None)
    wins = f"; it wins when {fair.wins}" if fair else ""
    if found is None:
        return f"{_capital(_label(subject, value))}: not drawn here{wins}"
    return f"{_capital(_label(subject, value))}{wins}. {_beside(subject, found)}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def why_not(subject: Subject, asked: Asked) -> Answer:
    """Something else: its price as a whole design, what it asks for, and that it is fair where it is."""
    absent = _absent(subject, asked)
    if not absent:
        named = subject.named(asked)
        return _is_there(subject, named, asked)
    return _not_there(subject, absent[0])


def _is_there(subject: Subject, named: Sequence[Component], asked: Asked) -> Answer:
    del asked
    if not named:
        return _whole(subject)
    part = _most_telling(subject, named)
    return Answer(
        lead=f"It is there: {part.title} is a {subject.kinds[part.kind].title}. {sentence(part.purpose)}",
        details=(f"It costs {subject.evaluation.estimate.of(part.id)} a month",),
    )


def _not_there(subject: Subject, value: str) -> Answer:
    kinds = kinds_called(value)
    name = _label(subject, value)
    fair = FAIR.get(value) or (FAIR.get(kinds[0]) if kinds else None)
    ruled = _ruled_out(subject, value, kinds)
    details: list[str] = []
    price = _price_of(subject, value, kinds)
    mine = _in_its_place(subject, kinds)
    if price:
        details.append(price)
    if fair is not None:
        details.append(f"What it asks in return: {fair.asks}")
    if mine:
        details.append(mine)
    orders: tuple[str, ...] = ()
    for order in (f"add {_ARTICLES.get(kinds[0], kinds[0])}",) if kinds and kinds[0] in _ARTICLES else ():
        said = subject.offer(order)
        if said and not ruled:
            details.append(said)
            orders = (order,)
    if ruled:
        lead = f"You ruled {name} out: '{ruled}'. Say that it may be used, and I will."
    elif fair is not None:
        lead = f"{_capital(name)} is a fair choice when {fair.wins}. {_here(subject)}"
    else:
        lead = f"{_capital(name)} is not in this design. {_here(subject)}"
    return Answer(lead=lead, details=tuple(details), orders=orders)


_ARTICLES = {
    "waf_web_acl": "a web firewall", "cognito_user_pool": "sign-in", "kms_key": "our own encryption key", "backup_plan": "a backup plan",
    "elasticache_cache": "a cache", "sqs_queue": "a queue", "cloudwatch_alarms": "alarms", "cloudwatch_dashboard": "a dashboard",
}  # fmt: skip


def _ruled_out(subject: Subject, value: str, kinds: Sequence[str]) -> str:
    for requirement in subject.brief.of_kind(RequirementKind.EXCLUSION):
        said = str(requirement.value)
        if said.lower() == value.lower() or set(kinds_called(said) or (said,)) & set(kinds):
            return requirement.quote or requirement.statement
    return ""


def _here(subject: Subject) -> str:
    """Say what carries the choice here: the first decision's reason."""
    found = next(iter(subject.architecture.decisions), None)
    if found is None or not found.context:
        return f"{subject.name} does what was asked for without it."
    return f"Here: {found.context[:1].lower()}{found.context[1:]}"


def _price_of(subject: Subject, value: str, kinds: Sequence[str]) -> str:
    if value in _PRICED_PARTS:
        return _control_plane(subject, *_PRICED_PARTS[value])
    if not kinds:
        return ""
    found = priced_with(subject, kinds)
    if found is not None:
        return _beside(subject, found)
    lines = added(subject, kinds[0])
    total = sum((line.amount for line in lines), Money.zero())
    return f"One more part at its defaults: {total} a month" if lines else ""


# What is not drawn but has a price of its own for each hour: (dimension, what it is).
_PRICED_PARTS = {
    "kubernetes": ("eks.cluster.hour", "its control plane alone, before any node"),
    "Kafka": (
        "msk.serverless.cluster_hour",
        "a serverless Kafka cluster alone, before any partition or gigabyte",
    ),
}
_HOURS = 730


def _control_plane(subject: Subject, dimension: str, what: str) -> str:
    price = subject.facts.price(subject.architecture.region, dimension)
    if price is None or not price.tiers:
        return ""
    amount = Money(amount=price.tiers[0].usd / price.quantity_per_unit * _HOURS)
    return f"{_capital(what)}: {amount} a month, and the whole design costs {subject.total} now"


def _in_its_place(subject: Subject, kinds: Sequence[str]) -> str:
    """Name the parts of the design that do the same kind of work."""
    categories = {subject.kinds[k].category for k in kinds}
    same = [c.title for c in subject.architecture.components if subject.kinds[c.kind].category in categories]
    return f"In its place here: {listed(same, 4)}" if same else ""


def compare(subject: Subject, asked: Asked) -> Answer:
    """Two technologies beside each other, each with its price as a whole design; else the options."""
    values = list(dict.fromkeys(asked.technologies))[:2]
    if len(values) < 2 and values and subject.named(asked):
        values = [*values, *(c.kind for c in subject.named(asked) if c.kind not in kinds_called(values[0]))][
            :2
        ]
    if len(values) < 2:
        return why_not(subject, asked) if values else _whole(subject)
    sides = [_side(subject, value) for value in values]
    used = [v for v in values if kinds_called(v) and subject.of_kind(*kinds_called(v))]
    choice = (
        f"This design uses {_label(subject, used[0])}. {_here(subject)}"
        if used
        else f"Neither is in this design. {_here(subject)}"
    )
    return Answer(lead=choice, details=tuple(sides))


def _side(subject: Subject, value: str) -> str:
    kinds = kinds_called(value)
    fair = FAIR.get(value) or (FAIR.get(kinds[0]) if kinds else None)
    name = _capital(_label(subject, value))
    words = f"{name}: wins when {fair.wins}; asks for {fair.asks}" if fair else name
    if kinds and subject.of_kind(*kinds):
        return f"{words}. Here: {subject.total} a month"
    price = _price_of(subject, value, kinds)
    return f"{words}. {price}" if price else words


def lock_in(subject: Subject, _asked: Asked) -> Answer:
    """What is AWS's own, and what would move."""
    open_ones = [c.title for c in subject.architecture.components if c.kind in _MOVES]
    own = [c.title for c in subject.architecture.components if c.kind in _OWN]
    found = priced_with(subject, ("fargate_service",)) if not subject.of_kind("fargate_service") else None
    return Answer(
        lead=(
            f"In part, yes: {listed(own, 5)} speak AWS's own interfaces."
            if own
            else "Little of it: what runs here has an equal elsewhere."
        ),
        details=(
            *((f"Moves as it is: {listed(open_ones, 4)}",) if open_ones else ()),
            "Your data comes out in open formats: exports of tables, dumps of databases, files",
            "The bundle is plain Terraform and CloudFormation that you own; Cloudwright is not needed to run it",
            *(
                (f"Containers over PostgreSQL would move more easily. {_beside(subject, found)}",)
                if found
                else ()
            ),
            "Keep calls to AWS behind functions of your own: that is what a move would rewrite",
        ),
    )


_MOVES = (
    "fargate_service",
    "auto_scaling_group",
    "rds_instance",
    "aurora_cluster",
    "elasticache_cache",
    "s3_bucket",
    "ecr_repository",
)
_OWN = ("lambda_function", "dynamodb_table", "http_api", "rest_api", "websocket_api", "sqs_queue", "sns_topic", "eventbridge_bus",
        "eventbridge_rule", "step_functions_workflow", "cognito_user_pool", "kinesis_stream", "firehose_stream")  # fmt: skip
