"""AWS services that are named: those of the catalogue by its kinds, the others by their own names."""

import re
from collections.abc import Iterator

from cloudwright.design.catalog.registry import kinds
from cloudwright.design.intake.fact import Fact
from cloudwright.design.model.brief import Requirement, RequirementKind

_DRAWN = {
    "lambda_function": r"lambdas?",
    "dynamodb_table": r"dynamo ?db|dynamo(?= table)",
    "s3_bucket": r"s3(?: buckets?)?|simple storage service",
    "cloudfront_distribution": r"cloud ?front",
    "http_api": r"api gateway",
    "sqs_queue": r"sqs|simple queue service",
    "sns_topic": r"sns|simple notification service",
    "eventbridge_rule": r"event ?bridge(?! (?:scheduler|bus))|cloudwatch events",
    "eventbridge_schedule": r"event ?bridge scheduler",
    "eventbridge_bus": r"event ?bridge bus",
    "step_functions_workflow": r"step functions?",
    "kinesis_stream": r"kinesis(?: data streams?)?(?! (?:data )?firehose)",
    "firehose_stream": r"(?:kinesis )?(?:data )?firehose",
    "cognito_user_pool": r"cognito",
    "secrets_manager_secret": r"secrets manager",
    "ssm_parameter": r"(?:ssm )?parameter store",
    "ecr_repository": r"ecr|elastic container registry",
    "aurora_cluster": r"aurora(?: serverless)?(?: v2)?(?: postgres(?:ql)?| mysql)?",
    "rds_instance": r"rds(?! proxy)|relational database service",
    "rds_proxy": r"rds proxy",
    "elasticache_cache": r"elasti ?cache",
    "efs_file_system": r"efs|elastic file system",
    "fargate_service": r"fargate|ecs|elastic container service",
    "auto_scaling_group": r"ec2(?: auto scaling)?(?: instances?)?",
    "application_load_balancer": r"application load balancers?|albs?|elastic load balanc(?:er|ing)|elbs?",
    "network_load_balancer": r"network load balancers?|nlbs?",
    "backup_plan": r"aws backup",
    "waf_web_acl": r"waf",
    "kms_key": r"kms|key management service",
    "route53_zone": r"route ?53",
    "cloudwatch_alarms": r"cloudwatch(?! events)",
    "acm_certificate": r"acm|aws certificate manager",
}
# Services that have no kind in the catalogue: kept by name, so that a design can say it lacks them.
_OTHERS = {
    "EKS": r"eks|elastic kubernetes service", "Redshift": r"redshift", "Glue": r"(?:aws )?glue(?= |,|\.|;|$)", "QuickSight": r"quick ?sight", "Athena": r"athena",
    "SES": r"(?-i:SES)|simple email service", "OpenSearch": r"open ?search(?: service)?", "MSK": r"(?-i:MSK)|managed streaming for (?:apache )?kafka",
    "SageMaker": r"sage ?maker", "Bedrock": r"bedrock", "DocumentDB": r"document ?db", "Neptune": r"amazon neptune", "AppSync": r"app ?sync",
    "Amplify": r"aws amplify|amplify", "Lightsail": r"light ?sail", "App Runner": r"app ?runner", "Elastic Beanstalk": r"(?:elastic )?beanstalk",
    "AWS Batch": r"aws batch", "EMR": r"(?-i:EMR)", "Textract": r"textract", "Rekognition": r"rekognition", "IoT Core": r"(?:aws )?iot core|aws iot",
    "Timestream": r"timestream", "CodePipeline": r"code ?pipeline", "CodeBuild": r"code ?build", "GuardDuty": r"guard ?duty", "X-Ray": r"(?:aws )?x-?ray(?= trac)",
    "MediaLive": r"(?:elemental )?medialive", "MediaConvert": r"(?:elemental )?mediaconvert", "IVS": r"(?-i:IVS)", "Direct Connect": r"direct connect",
    "Transit Gateway": r"transit gateway", "Transfer Family": r"transfer family", "CloudTrail": r"cloud ?trail", "Comprehend": r"amazon comprehend",
    "Transcribe": r"(?:amazon|aws) transcribe", "Polly": r"(?:amazon|aws) polly", "Keyspaces": r"keyspaces", "MemoryDB": r"memory ?db", "Glacier": r"glacier",
    "FSx": r"fsx", "DMS": r"(?-i:DMS)", "Lake Formation": r"lake formation", "Amazon MQ": r"amazon mq", "Shield": r"aws shield|shield advanced",
    "Systems Manager": r"systems manager", "Pinpoint": r"amazon pinpoint", "WorkSpaces": r"workspaces", "Outposts": r"outposts", "EBS": r"(?-i:EBS)",
    "Global Accelerator": r"global accelerator", "IAM Identity Center": r"(?:iam )?identity center",
}  # fmt: skip
_SERVICES = tuple(
    (value, re.compile(rf"\b(?:(?:aws|amazon)\s)?(?:{words})\b", re.IGNORECASE))
    for value, words in (_DRAWN | _OTHERS).items()
)
_ANY = re.compile("|".join(rf"\b(?:{words})\b" for words in (_DRAWN | _OTHERS).values()), re.IGNORECASE)
_REPLACED = re.compile(
    r"\b(?:replac(?:e|es|ed|ing)|swap|(?:off|away|migrat\w{1,4}|moved?|moving|switch\w{0,3}) from|(?:azure|google|gcp|similar to))\s(?:the\s|our\s|aws\s|amazon\s)?$",
    re.IGNORECASE,
)
_COMPATIBLE = re.compile(r"^[- ]?(?:compatible|like|style)\b|^-?\s?signed", re.IGNORECASE)
_BEFORE = 32  # characters in which a word can say that the service is another cloud's, or on its way out


def find(text: str) -> Iterator[Fact]:
    """Yield each service that is named to be used, or is in use; what is ruled out is not in the text any more."""
    if _ANY.search(text) is None:
        return
    for value, pattern in _SERVICES:
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - _BEFORE) : match.start()]
            if not _REPLACED.search(before) and not _COMPATIBLE.search(text[match.end() : match.end() + 12]):
                yield _service(match, value)


def _service(match: re.Match[str], value: str) -> Fact:
    kind = kinds().get(value)
    requirement = Requirement(
        id=f"service-{re.sub(r'[^a-z0-9]+', '-', value.lower())}",
        kind=RequirementKind.SERVICE,
        statement=f"Uses {value if kind is None else kind.service}",
        value=value,
        quote=match.group(),
    )
    return Fact(match.start(), match.end(), requirements=(requirement,))
