"""How it works with what it is given: whether anything is lost or comes twice, what can be asked of the data, names."""

from collections.abc import Iterator

from cloudwright.agents.answers.answer import Answer, listed
from cloudwright.agents.answers.subject import Subject
from cloudwright.design.intake.asking.topic import Asked
from cloudwright.design.model.architecture import Component
from cloudwright.design.model.brief import RequirementKind
from cloudwright.design.model.verbs import Verb

_ONCE_OR_MORE = (
    "sqs_queue",
    "eventbridge_bus",
    "eventbridge_rule",
    "eventbridge_schedule",
    "sns_topic",
    "kinesis_stream",
)
_SECONDS_A_DAY = 86_400


def delivery(subject: Subject, _asked: Asked) -> Answer:
    """Whether something can get lost, come twice or out of order on the way."""
    told = {c.target for c in subject.architecture.connections if c.verb is Verb.ALERTS}
    carriers = tuple(c for c in subject.of_kind(*_ONCE_OR_MORE) if c.id not in told)
    if carriers:
        return _carried(subject, carriers)
    lakes = subject.of_kind("firehose_stream")
    if lakes:
        return Answer(
            lead=f"Once {lakes[0].title} has taken something it is kept and written again and again until it is stored; what never got there is lost.",
            details=(
                "The sender sees an error then, and has to send again",
                "The same record may be written twice, and not in order: give each an id and count it once",
            ),
        )
    return Answer(
        lead="A call is answered or fails at once: nothing waits here that could be lost or come twice by itself; a caller who tries again may do it twice.",
        details=(
            _writers(subject),
            "Give each request an id of its own, and keep it with the record: then a second try does nothing",
        ),
    )


def _carried(subject: Subject, carriers: tuple[Component, ...]) -> Answer:
    ends = dict.fromkeys(c.target for c in subject.architecture.connections if c.verb is Verb.DEAD_LETTERS)
    lost = (
        f"Nothing is lost silently: what fails again and again ends in {listed([subject.title(each) for each in ends], 3)}."
        if ends
        else "What fails again and again is dropped after its retries: there is no dead-letter queue."
    )
    return Answer(
        lead=f"{lost} The same message may come twice, and not in order.",
        details=(
            f"{listed([c.title for c in carriers], 4)}: each delivers at least once",
            *_kept(subject, carriers),
            *(f"{c.title} keeps the order within one shard" for c in carriers if c.kind == "kinesis_stream"),
            "Let the code look for the message's id first: a second time then does nothing",
            _writers(subject),
        ),
    )


def _writers(subject: Subject) -> str:
    stores = [c.title for c in subject.of_kind("dynamodb_table", "rds_instance", "aurora_cluster")]
    if not stores:
        return ""
    return f"Two writers of one record: the later wins in {listed(stores, 2)}, unless your code makes the write conditional or uses a transaction"


def _kept(subject: Subject, carriers: tuple[Component, ...]) -> Iterator[str]:
    for component in carriers[:2]:
        seconds, tries = (
            subject.setting(component.id, "retention_seconds"),
            subject.setting(component.id, "maximum_receives"),
        )
        if isinstance(seconds, int):
            often = f", tried {tries} times" if isinstance(tries, int) else ""
            yield f"{component.title} keeps what waits for {seconds // _SECONDS_A_DAY} days{often}"


_ASKED = {
    "dynamodb_table": "by key, and by its indexes; no joins and no text search. For reports, export it to a bucket",
    "rds_instance": "anything in SQL, joins and reports included",
    "aurora_cluster": "anything in SQL, joins and reports included, on the readers without slowing the writer",
    "s3_bucket": "files by name; with Athena over it, SQL across them, paid for by the terabyte read (not drawn here)",
    "elasticache_cache": "by key only, and only what is still in it",
    "kinesis_stream": "nothing: it is read in order by code",
}


def queries(subject: Subject, asked: Asked) -> Answer:
    """What can be asked of the data that the design keeps."""
    chosen = {c.id for c in subject.named(asked)}
    held = [c for c in subject.architecture.components if c.kind in _ASKED]
    about = [c for c in held if c.id in chosen] or held
    if not about:
        return Answer(lead="Nothing is kept here that could be searched.")
    said = [f"{c.title}: {_ASKED[c.kind]}" for c in about]
    return Answer(
        lead=f"{said[0]}.",
        details=(
            *said[1:4],
            "Search in text, with typos and ranking, needs OpenSearch, which is not drawn here",
        ),
    )


def domain(subject: Subject, _asked: Asked) -> Answer:
    """The name under which it answers, or how to give it one."""
    records = subject.of_kind("route53_record")
    stated = [str(r.value) for r in subject.brief.of_kind(RequirementKind.DOMAIN)]
    if records:
        names = stated or [str(subject.setting(r.id, "domain_name")) for r in records]
        paid = subject.evaluation.estimate.of(records[0].id)
        zones = subject.of_kind("route53_zone")
        zone = sum((subject.evaluation.estimate.of(z.id).amount for z in zones), paid.amount)
        return Answer(
            lead=f"It answers under {listed(names, 2)}, with a certificate that renews itself; the names cost USD {zone:,.2f} a month.",
            details=("The domain itself is registered by you; its name servers are shown after deploying",),
        )
    return Answer(
        lead="Yes: say 'it lives at shop.example.com' and it gets that name, a certificate and a record.",
        details=(
            "Until then it answers under an address of AWS's, with TLS",
            "A public certificate costs nothing; a hosted zone has a small monthly price",
        ),
    )
