"""Candidates for an image pipeline: direct, queued, and fanned out."""

from collections.abc import Mapping
from dataclasses import replace

from cloudwright.design.intake.contradictions import excluded_kinds
from cloudwright.design.model.brief import Brief
from cloudwright.design.options import claims
from cloudwright.design.options.asked import answered, asked, decided
from cloudwright.design.options.candidate import Candidate
from cloudwright.design.options.maker import Maker
from cloudwright.design.options.naming import stack_name, title
from cloudwright.design.patterns.image_pipeline import PATTERN, ImagePipeline, Trigger, image_pipeline


def candidates(brief: Brief) -> tuple[Candidate, ...]:
    """Return the candidates, simplest first."""
    base = _asked_for(brief, excluded_kinds(brief))
    return (
        Candidate(
            key="direct",
            name="Direct events",
            idea="Storage runs the worker for each new image; failures are kept in a queue.",
            pros=("Fewest parts", "Work starts at once", "Nothing to pay while nothing is uploaded"),
            cons=("A burst runs as many workers as the account allows", "No backlog to look at or slow down"),
            architecture=image_pipeline(replace(base, trigger=Trigger.DIRECT)),
        ),
        Candidate(
            key="queued",
            name="Queued worker",
            idea="Each new image becomes a job in a queue; the worker takes jobs at its own pace.",
            pros=(
                claims.BURSTS_WAIT,
                "Jobs that fail five times are kept and raise an alarm",
                claims.BACKLOG_SEEN,
            ),
            cons=("A queue and its dead-letter queue to watch",),
            architecture=image_pipeline(replace(base, trigger=Trigger.QUEUED)),
        ),
        Candidate(
            key="fanned-out",
            name="Fan-out",
            idea="A topic announces each image; thumbnails and labels are made by separate workers.",
            pros=(
                "More kinds of work are added without touching these",
                "One failing kind of work does not hold up the others",
            ),
            cons=("Most parts, most alarms", "More than a single kind of work needs"),
            architecture=image_pipeline(replace(base, trigger=Trigger.FANNED_OUT)),
        ),
    )


def _asked_for(brief: Brief, excluded: Mapping[str, str]) -> ImagePipeline:
    return ImagePipeline(
        name=stack_name(brief, "images"),
        title=title(brief),
        region=brief.region,
        sign_in=answered(brief, "sign-in", "yes") and "cognito_user_pool" not in excluded,
        public=decided(brief, "sign-in", "no"),
        customer_key=asked(brief, "encryption-customer-key") and "kms_key" not in excluded,
        announce=answered(brief, "announce", "yes") and "sns_topic" not in excluded,
        nightly_cleanup=asked(brief, "scheduled-job") and "eventbridge_rule" not in excluded,
    )


MAKER = Maker(
    pattern=PATTERN,
    title="Image pipeline",
    summary="Uploads to a bucket, processed by functions behind a queue.",
    candidates=candidates,
)
