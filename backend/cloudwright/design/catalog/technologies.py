"""What people call the things that may be ruled out: words, the name in a brief, and their kinds."""

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Technology:
    """`value` is what a brief holds; `kinds` are the catalogue's kinds of it, none if it is not drawn."""

    value: str
    words: str
    kinds: tuple[str, ...] = ()


def _kind(kind: str, words: str) -> Technology:
    return Technology(kind, words, (kind,))


TECHNOLOGIES = (
    _kind("lambda_function", r"(?:aws )?lambdas?(?: functions?)?"),
    _kind("dynamodb_table", r"dynamo ?db"),
    _kind("rds_instance", r"rds"),
    _kind("aurora_cluster", r"aurora"),
    _kind("rds_proxy", r"rds proxy"),
    _kind("auto_scaling_group", r"ec2(?: instances?)?|(?:web |linux |windows |application )?servers?|"
    r"vms?|virtual (?:machines?|servers?)|auto ?scaling groups?"),
    _kind("fargate_service", r"(?:docker )?containers?|docker|fargate|ecs"),
    _kind("nat_gateway", r"nat gateways?"),
    _kind("vpc", r"vpcs?"),
    _kind("s3_bucket", r"s3(?: buckets?)?|buckets?"),
    _kind("cloudfront_distribution", r"cloudfront|cdns?"),
    _kind("http_api", r"api gateway"),
    _kind("websocket_api", r"web ?sockets?"),
    _kind("cognito_user_pool", r"cognito"),
    _kind("sqs_queue", r"sqs|queues?"),
    _kind("sns_topic", r"sns|topics?"),
    _kind("kms_key", r"kms"),
    _kind("waf_web_acl", r"(?:aws )?waf|(?:web )?(?:application )?firewalls?"),
    _kind("eventbridge_rule", r"eventbridge"),
    _kind("cloudwatch_alarms", r"cloudwatch|alarms?"),
    _kind("step_functions_workflow", r"step functions?"),
    _kind("kinesis_stream", r"kinesis"),
    _kind("firehose_stream", r"firehose"),
    _kind("elasticache_cache", r"elasticache|redis|valkey|memcached|caches?"),
    _kind("efs_file_system", r"efs"),
    _kind("backup_plan", r"aws backup"),
    _kind("application_load_balancer", r"load balancers?|albs?|elbs?"),
    Technology("database", r"databases?|data ?bases?|"
    r"dbs?", ("dynamodb_table", "rds_instance", "aurora_cluster")),
    Technology("SQL", r"(?:relational|sql) (?:databases?|dbs?)|rdbms", ("rds_instance", "aurora_cluster")),
    Technology("NoSQL", r"no-?sql(?: databases?)?", ("dynamodb_table",)),
    Technology("backups", r"backups?|snapshots?"),
    Technology("kubernetes", r"kubernetes|kubernets|kubernettes|k8s|eks|open ?shift|helm"),
    *(Technology(name, words) for name, words in (
        ("Kafka", r"(?:apache )?kafka|msk"), ("RabbitMQ", r"rabbit ?mq"),
        ("broker", r"(?:message )?brokers?"),
        ("MongoDB", r"mongo ?(?:db)?"), ("Oracle", r"oracle"), ("MySQL", r"mysql"),
        ("PostgreSQL", r"postgres(?:ql)?"),
        ("SQL Server", r"(?:ms |microsoft )?sql server|mssql"), ("Cassandra", r"cassandra"),
        ("Elasticsearch", r"elastic ?search|opensearch"),
        ("Windows", r"windows"), ("Linux", r"linux"), ("PHP", r"php"), ("Java", r"java"),
        ("WordPress", r"word ?press"),
        ("Terraform", r"terraform"), ("CloudFormation", r"cloudformation"), ("Jenkins", r"jenkins"),
        ("Azure", r"(?:microsoft )?azure"),
        ("Google Cloud", r"google cloud|gcp"), ("Firebase", r"firebase"), ("Redshift", r"redshift"),
        ("Glue", r"(?:aws )?glue"),
        ("Athena", r"athena"), ("Beanstalk", r"(?:elastic )?beanstalk"), ("Lightsail", r"lightsail"),
        ("Spark", r"(?:apache )?spark"),
        ("Hadoop", r"hadoop"), ("GraphQL", r"graphql"), ("Istio", r"istio"),
        ("bare metal", r"bare[- ]metal"), ("Amplify", r"amplify"),
        ("microservices", r"micro-?services?"), ("serverless", r"serverless"), ("NAT", r"nat"),
        ("SES", r"ses"), ("Route 53", r"route ?53"),
    )),
)  # fmt: skip

# The longest name first, so that 'SQL Server' is not a server.
_EACH = tuple(
    (re.compile(rf"(?:{technology.words})", re.IGNORECASE), technology)
    for technology in reversed(TECHNOLOGIES)
)
WORDS = "|".join(f"(?:{technology.words})" for technology in reversed(TECHNOLOGIES))
_KINDS: Mapping[str, tuple[str, ...]] = {technology.value: technology.kinds for technology in TECHNOLOGIES}


def technology_called(words: str) -> Technology | None:
    """Return the technology that goes by exactly these words."""
    plain = " ".join(words.split())
    return next((technology for pattern, technology in _EACH if pattern.fullmatch(plain)), None)


def excluded_by(value: str) -> tuple[str, ...]:
    """Return the catalogue's kinds that a brief's excluded value stands for, itself when unknown."""
    known = technology_called(value) if value not in _KINDS else None
    return known.kinds if known is not None else _KINDS.get(value, (value,))
