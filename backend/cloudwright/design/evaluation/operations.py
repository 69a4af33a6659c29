"""What is left for people to do while a design runs: the jobs that AWS does not take over."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from cloudwright.design.catalog.kind import Category, Element, Kind, Properties
from cloudwright.design.model.frozen import Frozen
from cloudwright.design.trace.design import Design

_SHARED = "https://aws.amazon.com/compliance/shared-responsibility-model/"
_RESTORES = (
    "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/"
    "rel_backing_up_data_periodic_recovery_testing_data.html"
)
_DEAD_LETTERS = (
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/"
    "sqs-configure-dead-letter-queue-redrive.html"
)
_LIGHT, _MODERATE = 12, 48  # jobs a year: one a month, one a week
_NOTE = "How often is Cloudwright's own count; the source says that the job is yours."


@dataclass(frozen=True, slots=True)
class _Duty:
    job: str
    times_a_year: Decimal
    source: str


class Job(Frozen):
    """One thing to do for one element."""

    element_id: str
    job: str
    times_a_year: Decimal
    source: str


class Operations(Frozen):
    """`jobs_a_year` is the sum of the jobs, rounded up; `run_by_aws` of `parts` need nobody."""

    jobs_a_year: int
    level: Literal["light", "moderate", "heavy"]
    jobs: tuple[Job, ...]
    parts: int
    run_by_aws: int
    note: str = _NOTE


_RESTORE = _Duty("Rehearse a restore", Decimal(2), _RESTORES)
_DUTIES: Mapping[str, tuple[_Duty, ...]] = {
    "auto_scaling_group": (_Duty("Roll out a patched machine image", Decimal(12), _SHARED),),
    "fargate_service": (_Duty("Rebuild the image with patched packages", Decimal(12), _SHARED),),
    "lambda_function": (
        _Duty(
            "Move to the next runtime before support ends",
            Decimal("0.5"),
            "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html",
        ),
    ),
    "rds_instance": (
        _Duty(
            "Upgrade the database engine",
            Decimal(1),
            "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Upgrading.html",
        ),
        _RESTORE,
    ),
    "aurora_cluster": (
        _Duty(
            "Upgrade the database engine",
            Decimal(1),
            "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_UpgradeDBInstance.Upgrading.html",
        ),
        _RESTORE,
    ),
    "dynamodb_table": (_RESTORE,),
    "efs_file_system": (_RESTORE,),
    "elasticache_cache": (
        _Duty(
            "Upgrade the cache engine",
            Decimal(1),
            "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.html",
        ),
    ),
    "sqs_queue": (_Duty("Look at dead letters and send them again", Decimal(12), _DEAD_LETTERS),),
    "step_functions_workflow": (
        _Duty(
            "Look at failed runs and start them again",
            Decimal(12),
            "https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html",
        ),
    ),
    "waf_web_acl": (
        _Duty(
            "Look at what was blocked and adjust the rules",
            Decimal(4),
            "https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-testing.html",
        ),
    ),
    "vpc": (
        _Duty(
            "Look over security groups and flow logs",
            Decimal(4),
            "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-best-practices.html",
        ),
    ),
}
_SHARDS = _Duty(
    "Fit the number of shards to the load",
    Decimal(12),
    "https://docs.aws.amazon.com/streams/latest/dev/kinesis-using-sdk-java-resharding.html",
)
_BY_HAND = _Duty(
    "Rotate the secret by hand",
    Decimal(4),
    "https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html",
)


def operations(design: Design, elements: Mapping[str, Element[Properties]]) -> Operations:
    """Return the jobs of every element, those that come most often first."""
    parts = [e for e in elements.values() if _kind(design, e).category is not Category.EXTERNAL]
    jobs = [job for each in parts for job in _jobs(each)]
    total = sum((job.times_a_year for job in jobs), Decimal(0))
    a_year = int(total.to_integral_value(rounding="ROUND_CEILING"))
    return Operations(
        jobs_a_year=a_year,
        level="light" if a_year <= _LIGHT else "moderate" if a_year <= _MODERATE else "heavy",
        jobs=tuple(sorted(jobs, key=lambda job: (-job.times_a_year, job.element_id))),
        parts=len(parts),
        run_by_aws=len(parts) - len({job.element_id for job in jobs}),
    )


def _kind(design: Design, element: Element[Properties]) -> Kind[Properties]:
    return design.kinds[element.component.kind]


def _jobs(element: Element[Properties]) -> Iterator[Job]:
    for duty in _duties(element):
        yield Job(element_id=element.id, job=duty.job, times_a_year=duty.times_a_year, source=duty.source)


def _duties(element: Element[Properties]) -> tuple[_Duty, ...]:
    known = _DUTIES.get(element.component.kind, ())
    if getattr(element.properties, "capacity_mode", None) == "provisioned":
        return (*known, _SHARDS)
    if element.component.kind == "secrets_manager_secret" and not getattr(
        element.properties, "rotation_days", None
    ):
        return (*known, _BY_HAND)
    return known
