"""Distribution without a web firewall."""

from collections.abc import Iterator

from cloudwright.design.model.architecture import Component
from cloudwright.design.model.verbs import Verb
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.fixes import add_connected, free_id
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at


def _findings(subject: Subject) -> Iterator[Hit]:
    for distribution in subject.resources("AWS::CloudFront::Distribution"):
        if at(distribution, "DistributionConfig.WebACLId") is not None:
            continue
        element_id = distribution.key.element_id
        firewall = Component(
            id=free_id(subject, "firewall"), kind="waf_web_acl", title="Web firewall", origin="rule"
        )
        yield Hit(
            element_id=element_id,
            message=f"Nothing filters what reaches {subject.title(element_id)}.",
            evidence="DistributionConfig.WebACLId is not set",
            fix=add_connected(subject, firewall, source=firewall.id, verb=Verb.PROTECTS, target=element_id),
            fix_label="Add a web firewall in front",
        )


RULE = Rule(
    id="CW-CDN-004",
    title="Distribution without a web firewall",
    severity=Severity.MEDIUM,
    pillar=Pillar.SECURITY,
    question="SEC05",
    controls=("CloudFront.6",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-6",
    findings=_findings,
)
