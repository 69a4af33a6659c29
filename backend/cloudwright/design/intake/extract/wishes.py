"""Named services that must or must not be used, and the names of regulations."""

import re
from collections.abc import Iterator

from cloudwright.design.catalog.registry import kinds
from cloudwright.design.intake.fact import Fact
from cloudwright.design.model.brief import Requirement, RequirementKind

_REGULATIONS = re.compile(
    r"\b(HIPAA|PCI(?:[- ]DSS)?|SOC ?2|GDPR|ISO ?27001|FedRAMP)\b(?: compliant| compliance)?", re.IGNORECASE
)
_EXCLUSION = re.compile(
    r"\b(?:no|without(?: any)?|avoid|never(?: use)?|not|don'?t (?:want|use|need)|do not (?:want|use|need)|must not use|cannot use|can'?t use)\s"
    r"(?:an?\s|any\s|aws\s|amazon\s)?(?P<what>kubernetes|k8s|eks|ec2|servers?|containers?|docker|fargate|nat gateways?|vpcs?"
    r"|rds|lambdas?|dynamo ?db|databases?|s3|cloudfront|cdn|api gateway|cognito|sqs|sns|queues?|topics?|kms|waf|firewalls?"
    r"|eventbridge|cloudwatch|alarms?|step functions?|kinesis|firehose)\b",
    re.IGNORECASE,
)
_INSTEAD = re.compile(r"\b(?:instead of|rather than|replac(?:e|es|ing)|swap|in place of)\s(?:the\s|our\s|aws\s|amazon\s)?$", re.IGNORECASE)  # fmt: skip
_BEFORE = 32  # characters in which a rejection can stand
EXCLUDED_KINDS = {
    "lambda": "lambda_function",
    "lambdas": "lambda_function",
    "dynamodb": "dynamodb_table",
    "dynamo db": "dynamodb_table",
    "rds": "rds_instance",
    "database": "dynamodb_table",
    "databases": "dynamodb_table",
    "ec2": "auto_scaling_group",
    "server": "auto_scaling_group",
    "servers": "auto_scaling_group",
    "container": "fargate_service",
    "containers": "fargate_service",
    "docker": "fargate_service",
    "fargate": "fargate_service",
    "nat gateway": "nat_gateway",
    "nat gateways": "nat_gateway",
    "vpc": "vpc",
    "vpcs": "vpc",
    "s3": "s3_bucket",
    "cloudfront": "cloudfront_distribution",
    "cdn": "cloudfront_distribution",
    "api gateway": "http_api",
    "cognito": "cognito_user_pool",
    "sqs": "sqs_queue",
    "queue": "sqs_queue",
    "queues": "sqs_queue",
    "sns": "sns_topic",
    "topic": "sns_topic",
    "topics": "sns_topic",
    "kms": "kms_key",
    "waf": "waf_web_acl",
    "firewall": "waf_web_acl",
    "firewalls": "waf_web_acl",
    "eventbridge": "eventbridge_rule",
    "step function": "step_functions_workflow",
    "step functions": "step_functions_workflow",
    "kinesis": "kinesis_stream",
    "firehose": "firehose_stream",
    "cloudwatch": "cloudwatch_alarms",
    "alarm": "cloudwatch_alarms",
    "alarms": "cloudwatch_alarms",
}
_SERVICE_NAMES = {
    "lambda_function": r"(?:aws )?lambdas?",
    "dynamodb_table": r"dynamo ?db",
    "s3_bucket": r"s3(?: buckets?)?",
    "cloudfront_distribution": r"cloudfront|cdn",
    "http_api": r"api gateway",
    "sqs_queue": r"sqs",
    "sns_topic": r"sns",
    "eventbridge_rule": r"eventbridge(?! (?:scheduler|bus))",
    "eventbridge_schedule": r"eventbridge scheduler",
    "eventbridge_bus": r"eventbridge bus",
    "step_functions_workflow": r"(?:aws )?step functions?",
    "kinesis_stream": r"(?:amazon )?kinesis(?: data streams?)?(?! (?:data )?firehose)",
    "firehose_stream": r"(?:kinesis )?(?:data )?firehose",
    "cognito_user_pool": r"cognito",
    "secrets_manager_secret": r"secrets manager",
    "ssm_parameter": r"(?:ssm )?parameter store",
    "ecr_repository": r"ecr",
    "aurora_cluster": r"aurora(?: serverless)?(?: postgres(?:ql)?| mysql)?",
    "rds_instance": r"rds(?! proxy)",
    "rds_proxy": r"rds proxy",
    "elasticache_cache": r"elasticache|valkey",
    "efs_file_system": r"efs",
    "fargate_service": r"(?:aws )?fargate|(?:amazon )?ecs",
    "auto_scaling_group": r"(?:amazon )?ec2(?: auto scaling)?",
    "application_load_balancer": r"(?<!network )(?:application )?load balancers?|alb",
    "network_load_balancer": r"network load balancers?|nlb",
    "backup_plan": r"aws backup",
    "websocket_api": r"web ?sockets?",
    "waf_web_acl": r"(?:aws )?waf",
    "kms_key": r"kms",
    "route53_zone": r"route ?53",
}
_SERVICES = tuple(
    (kind, re.compile(rf"\b(?:{names})\b", re.IGNORECASE)) for kind, names in _SERVICE_NAMES.items()
)


def find(text: str) -> Iterator[Fact]:
    """Yield exclusions first, so that a negated service is not read as a wish."""
    excluded = []
    for match in _EXCLUSION.finditer(text):
        excluded.append(match.span())
        yield _exclusion(match)
    for match in _REGULATIONS.finditer(text):
        yield _regulation(match)
    for kind_id, pattern in _SERVICES:
        for match in pattern.finditer(text):
            if not any(start <= match.start() < end for start, end in excluded) and not _rejected(
                text, match
            ):
                yield _service(match, kind_id)


def _rejected(text: str, match: re.Match[str]) -> bool:
    """'Postgres instead of DynamoDB' asks for no DynamoDB; what it asks for stays unused and is said back."""
    return _INSTEAD.search(text[max(0, match.start() - _BEFORE) : match.start()]) is not None


def _exclusion(match: re.Match[str]) -> Fact:
    what = re.sub(r"\s+", " ", match["what"].lower())
    requirement = Requirement(
        id=f"without-{re.sub(r'[^a-z0-9]+', '-', what)}",
        kind=RequirementKind.EXCLUSION,
        statement=f"Does without {match['what']}",
        value=EXCLUDED_KINDS.get(what, what),
        quote=match.group(),
    )
    return Fact(match.start(), match.end(), requirements=(requirement,))


def _regulation(match: re.Match[str]) -> Fact:
    name = match.group(1).upper()
    requirement = Requirement(
        id=f"compliance-{re.sub(r'[^a-z0-9]+', '-', name.lower())}",
        kind=RequirementKind.COMPLIANCE,
        statement=f"Has to satisfy {name}",
        value=name,
        quote=match.group(),
    )
    return Fact(match.start(), match.end(), requirements=(requirement,))


def _service(match: re.Match[str], kind_id: str) -> Fact:
    service = kinds()[kind_id].service
    requirement = Requirement(
        id=f"service-{kind_id.replace('_', '-')}",
        kind=RequirementKind.SERVICE,
        statement=f"Uses {service}",
        value=kind_id,
        quote=match.group(),
    )
    return Fact(match.start(), match.end(), requirements=(requirement,))
