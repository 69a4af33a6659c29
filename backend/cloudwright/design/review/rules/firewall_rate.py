"""Firewall that lets floods through."""

from collections.abc import Iterator, Mapping

from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at, items


def _findings(subject: Subject) -> Iterator[Hit]:
    for acl in subject.resources("AWS::WAFv2::WebACL"):
        rules = [rule for rule in items(at(acl, "Rules")) if isinstance(rule, Mapping)]
        if not any(_limits_rate(rule.get("Statement")) for rule in rules):
            yield broken(
                subject,
                acl,
                message="{title} lets one address send as many requests as it likes.",
                evidence=f"none of its {len(rules)} rules has a RateBasedStatement",
            )


def _limits_rate(statement: object) -> bool:
    return isinstance(statement, Mapping) and "RateBasedStatement" in statement


RULE = Rule(
    id="CW-WAF-001",
    title="Firewall without a rate limit",
    severity=Severity.MEDIUM,
    pillar=Pillar.SECURITY,
    question="SEC05",
    source="https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based.html",
    findings=_findings,
)
