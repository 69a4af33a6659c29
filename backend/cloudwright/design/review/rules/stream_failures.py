"""Failed records of a stream are lost."""

from collections.abc import Iterator

from cloudwright.design.blueprint.values import Ref
from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at


def _findings(subject: Subject) -> Iterator[Hit]:
    resources = subject.blueprint.by_key
    for mapping in subject.resources("AWS::Lambda::EventSourceMapping"):
        source = at(mapping, "EventSourceArn")
        stream = resources.get(source.resource) if isinstance(source, Ref) else None
        kept = at(mapping, "DestinationConfig.OnFailure.Destination")
        if stream is not None and stream.type == "AWS::Kinesis::Stream" and kept is None:
            yield broken(
                subject,
                mapping,
                message="Records that {title} cannot deal with are given up and nobody learns which.",
                evidence="DestinationConfig.OnFailure is not set",
            )


RULE = Rule(
    id="CW-KIN-003",
    title="Failed records of a stream are lost",
    severity=Severity.HIGH,
    pillar=Pillar.RELIABILITY,
    question="REL05",
    controls=(),
    source="https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html",
    findings=_findings,
)
