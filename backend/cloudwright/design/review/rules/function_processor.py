"""Function on the dearer processor."""

from collections.abc import Iterator

from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at, items


def _findings(subject: Subject) -> Iterator[Hit]:
    region = subject.architecture.region
    arm = subject.facts.price(region, "lambda.gb_second.arm64")
    x86 = subject.facts.price(region, "lambda.gb_second.x86_64")
    for function in subject.resources("AWS::Lambda::Function"):
        if "arm64" in items(at(function, "Architectures")):
            continue
        prices = ""
        if arm is not None and x86 is not None:
            prices = f": USD {x86.tiers[0].usd} against USD {arm.tiers[0].usd} per GB-second"
        yield broken(
            subject,
            function,
            message="{title} would do the same work on arm64 for a fifth less and with less energy.",
            evidence=f"Architectures has no arm64{prices}",
            fix={"architecture": "arm64"},
            fix_label="Use arm64",
        )


RULE = Rule(
    id="CW-FN-008",
    title="Function on the dearer processor",
    severity=Severity.LOW,
    pillar=Pillar.COST,
    question="COST05",
    controls=(),
    source="https://docs.aws.amazon.com/lambda/latest/dg/foundation-arch.html",
    findings=_findings,
)
