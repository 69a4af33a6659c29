"""Instance with a disk that is not encrypted."""

from collections.abc import Iterator, Mapping

from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at


def _findings(subject: Subject) -> Iterator[Hit]:
    for template in subject.resources("AWS::EC2::LaunchTemplate"):
        listed = at(template, "LaunchTemplateData.BlockDeviceMappings")
        found = listed if isinstance(listed, list | tuple) else ()
        disks = [disk for item in found if isinstance(item, Mapping) and (disk := item.get("Ebs"))]
        plain = [d for d in disks if isinstance(d, Mapping) and d.get("Encrypted") is not True]
        if plain or not disks:
            yield broken(
                subject,
                template,
                message="Who gets a snapshot of a disk of {title} can read it.",
                evidence="a disk does not say Encrypted: true",
            )


RULE = Rule(
    id="CW-EC2-002",
    title="Instance with a disk that is not encrypted",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    question="SEC08",
    controls=("EC2.3", "EC2.7"),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-7",
    findings=_findings,
)
