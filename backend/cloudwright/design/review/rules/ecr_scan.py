"""Images are not scanned."""

from cloudwright.design.review.expectation import expect, is_true
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Rule

RULE = Rule(
    id="CW-ECR-001",
    title="Images are not scanned",
    severity=Severity.MEDIUM,
    pillar=Pillar.SECURITY,
    question="SEC06",
    controls=("ECR.1",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html#ecr-1",
    findings=expect(
        "AWS::ECR::Repository",
        "ImageScanningConfiguration.ScanOnPush",
        holds=is_true,
        message="Weaknesses in images of {title} show only when somebody uses them.",
        fix={"scan_on_push": True},
        fix_label="Scan every image",
    ),
)
