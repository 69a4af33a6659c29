"""Firewall that only counts."""

from collections.abc import Iterator, Mapping

from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at, items


def _findings(subject: Subject) -> Iterator[Hit]:
    for acl in subject.resources("AWS::WAFv2::WebACL"):
        counting = [
            str(rule.get("Name"))
            for rule in items(at(acl, "Rules"))
            if isinstance(rule, Mapping) and ("Count" in _keys(rule, "OverrideAction", "Action"))
        ]
        if counting:
            yield broken(
                subject,
                acl,
                message="{title} sees attacks and lets them pass.",
                evidence=f"the action of {', '.join(counting)} is Count",
                fix={"mode": "block"},
                fix_label="Block what the rules find",
            )


def _keys(rule: Mapping[str, object], *names: str) -> set[str]:
    actions = [rule.get(name) for name in names]
    return {key for action in actions if isinstance(action, Mapping) for key in action}


RULE = Rule(
    id="CW-WAF-002",
    title="Firewall counts instead of blocking",
    severity=Severity.MEDIUM,
    pillar=Pillar.SECURITY,
    question="SEC05",
    source="https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-testing.html",
    findings=_findings,
)
