"""Load balancer that answers every distribution of CloudFront."""

from collections.abc import Iterator

from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject


def _findings(subject: Subject) -> Iterator[Hit]:
    for way_in in subject.resources("AWS::EC2::SecurityGroupIngress"):
        listed = way_in.properties.get("SourcePrefixListId")
        if listed is not None:
            yield broken(
                subject,
                way_in,
                message="{title} lets in CloudFront, and so a distribution that somebody else puts before "
                "it, around the web firewall. Let the code refuse requests without a header that only "
                "your own distribution adds.",
                evidence=f"its security group lets in {listed}, the addresses of all distributions",
            )


RULE = Rule(
    id="CW-ELB-008",
    title="Load balancer that answers every distribution of CloudFront",
    severity=Severity.LOW,
    pillar=Pillar.SECURITY,
    question="SEC05",
    source="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/restrict-access-to-load-balancer.html",
    findings=_findings,
)
