"""What people call the kinds that a design may get: which kind a phrase means, or which is closest to it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from pydantic import JsonValue

from cloudwright.design.catalog.registry import kinds
from cloudwright.design.catalog.technologies import TECHNOLOGIES, Technology


@dataclass(frozen=True, slots=True)
class Meant:
    """A phrase and the kind it means; without `kind` it is a technology that nothing here is, like `closest`."""

    start: int
    end: int
    words: str
    kind: str = ""
    closest: str = ""
    properties: Mapping[str, JsonValue] = field(default_factory=dict)


# What several kinds could be, with the one that is meant when nothing more is said.
_USUAL = {
    "rds_instance": r"(?:plain |normal |ordinary |simple |managed |single |one )?(?:amazon |aws )?rds(?: (?:instance|database|db))?(?! proxy)|(?:a )?(?:relational|sql) (?:database|db|store)s?|rdbms",
    "aurora_cluster": r"(?:amazon |aws )?aurora(?: serverless)?(?: v2)?(?: cluster| database)?",
    "dynamodb_table": r"(?:amazon |aws )?dynamo(?: ?db)?(?: tables?)?|no-?sql(?: (?:database|db|table|store))?s?|key[- ]value (?:store|database|table)s?|document (?:store|database)s?",
    "lambda_function": r"(?:aws )?lambdas?(?: functions?)?|serverless(?: functions?| compute| code)?|functions",
    "fargate_service": r"(?:aws |amazon )?(?:ecs(?: on)? )?fargate(?: containers?| tasks?| services?)?|(?:docker )?containers?(?! (?:image|registr|repositor))(?: services?)?|ecs(?: services?)?|docker",
    "auto_scaling_group": r"(?:amazon |aws )?ec2(?: (?:instances?|machines?|servers?|vms?))?|(?:linux |virtual |real |plain |normal |classic )?(?:servers|vms|machines|virtual machines?)|auto ?scaling groups?|asg",
    "application_load_balancer": r"(?:an? )?(?:application )?load ?balancers?|albs?|elbs?",
    "network_load_balancer": r"network load ?balancers?|nlbs?",
    "http_api": r"(?:amazon |aws )?(?:api gateway(?: http(?: api)?)?|http apis?)",
    "rest_api": r"(?:api gateway )?rest[- ]?apis?(?: gateway)?|partner apis?|api keys?|usage plans?",
    "websocket_api": r"web ?-?sockets?(?: apis?)?",
    "cloudfront_distribution": r"(?:amazon |aws )?cloud ?front(?: distribution)?|cdns?|content delivery network",
    "elasticache_cache": r"(?:amazon |aws )?elasti ?cache(?: (?:for )?redis| valkey)?|redis(?: cache)?|valkey|memcached|(?:in-?memory |query |database |session )?caches?",
    "efs_file_system": r"(?:amazon |aws )?efs|shared (?:files?|file ?systems?|folders?|storage)|network drives?|nfs",
    "s3_bucket": r"(?:amazon |aws )?s3(?: buckets?)?|buckets?|object storage",
    "sqs_queue": r"(?:amazon |aws )?sqs(?: queues?)?|(?:message |job |work )?queues?",
    "sns_topic": r"(?:amazon |aws )?sns(?: topics?)?|(?:notification )?topics?|pub[/ -]?sub",
    "eventbridge_bus": r"event ?bridge(?! (?:scheduler|rule))(?: (?:event )?bus)?|event ?bus(?:es)?",
    "eventbridge_schedule": r"event ?bridge scheduler|schedulers?|schedules?",
    "eventbridge_rule": r"event ?bridge rules?",
    "kinesis_stream": r"(?:amazon |aws )?kinesis(?: (?:data )?streams?)?(?! (?:data )?firehose)|data streams?",
    "firehose_stream": r"(?:amazon |aws )?(?:kinesis )?(?:data )?firehose(?: (?:delivery )?streams?)?|delivery streams?",
    "step_functions_workflow": r"(?:aws )?step ?functions?(?: workflows?)?|state machines?|workflows?",
    "secrets_manager_secret": r"(?:aws )?secrets? ?manager|secrets?",
    "ssm_parameter": r"(?:aws )?(?:ssm )?parameter ?store|(?:ssm |configuration )?parameters?",
    "rds_proxy": r"(?:rds|database) prox(?:y|ies)|connection pool(?:er|ing)?",
    "nat_gateway": r"nat(?: gateways?)?",
    "vpc_endpoint": r"vpc endpoints?|private ?link|interface endpoints?|gateway endpoints?",
    "waf_web_acl": r"(?:aws )?waf|(?:web )?(?:application )?firewalls?",
    "cognito_user_pool": r"(?:amazon |aws )?cognito(?: user pools?)?|user pools?",
    "kms_key": r"(?:(?:(?:our|my|your) )?own|customer[- ]managed|kms|our) (?:kms )?(?:encryption )?keys?|keys? of (?:our|my|your) own|keys? under (?:our|my) (?:own )?(?:control|management)|cmk",
    "backup_plan": r"aws backup|backup plans?",
}  # fmt: skip
_ENGINES = {"mysql": r"mysql|maria ?db", "postgresql": r"postgres(?:ql)?|psql|pg"}
# What no kind is, and the kind that serves the same end.
_CLOSEST = {
    "kubernetes": "fargate_service", "Kafka": "kinesis_stream", "RabbitMQ": "sqs_queue", "broker": "sqs_queue",
    "MongoDB": "dynamodb_table", "Cassandra": "dynamodb_table", "Firebase": "dynamodb_table", "Oracle": "rds_instance",
    "SQL Server": "rds_instance", "Elasticsearch": "", "Redshift": "", "Athena": "", "Glue": "", "Beanstalk": "fargate_service",
    "Lightsail": "auto_scaling_group", "Spark": "", "GraphQL": "http_api", "Amplify": "cloudfront_distribution", "SES": "sns_topic",
}  # fmt: skip
_OTHERS = {
    "MongoDB": r"document ?db|mongo ?(?:db)?|atlas", "RabbitMQ": r"amazon mq|active ?mq|rabbit ?mq", "Elasticsearch": r"open ?search|elastic ?search|solr|algolia",
    "kubernetes": r"kubernetes|k8s|eks", "Lightsail": r"light ?sail|batch", "Neptune": r"neptune|neo4j|graph databases?", "SES": r"(?-i:SES)|simple email service",
    "Timestream": r"timestream|influx ?(?:db)?|time ?series databases?", "App Runner": r"app ?runner",
}  # fmt: skip


_COMMON_NOUNS = frozenset(
    "Application Backup Configuration Container Dashboard Domain Hosted Image Network Secret User Web".split()
)
_WITH_AN = frozenset(
    "Application Auto Aurora EFS Elasticache ElastiCache EventBridge HTTP Image RDS S3 SNS SQS".split()
)


def meant_in(text: str) -> tuple[Meant, ...]:
    """Return the kinds and technologies that the text names, in reading order; the longest name counts."""
    found = [
        meant for pattern, make in _patterns() for match in pattern.finditer(text) for meant in (make(match),)
    ]
    found.sort(key=lambda each: (each.start - each.end, each.start))
    kept: list[Meant] = []
    for each in found:
        if all(each.end <= other.start or each.start >= other.end for other in kept):
            kept.append(each)
    return tuple(sorted(kept, key=lambda each: each.start))


def kind_title(kind_id: str) -> str:
    """Return the title of a kind inside a sentence: an RDS instance, a queue."""
    title = kinds()[kind_id].title
    first = title.split()[0]
    plain = title[:1].lower() + title[1:] if first in _COMMON_NOUNS else title
    return f"{'an' if first in _WITH_AN else 'a'} {plain}"


class _Make:
    def __init__(
        self, kind: str, closest: str = "", properties: Mapping[str, JsonValue] | None = None
    ) -> None:
        self._kind, self._closest, self._properties = kind, closest, properties or {}

    def __call__(self, match: re.Match[str]) -> Meant:
        start, end = match.span()
        return Meant(start, end, match.group(), self._kind, self._closest, self._properties)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], _Make], ...]:
    found = [(_word(words), _Make(kind)) for kind, words in _USUAL.items()]
    for engine, words in _ENGINES.items():
        properties: dict[str, JsonValue] = {"engine": engine}
        found.append(
            (
                _word(
                    rf"(?:(?:amazon |aws )?rds (?:for )?)?(?:{words})(?: (?:on )?rds)?(?: (?:database|db|instance|server))?"
                ),
                _Make("rds_instance", properties=properties),
            )
        )
        found.append(
            (
                _word(
                    rf"aurora (?:serverless )?(?:for |with )?(?:{words})|(?:{words})[- ](?:on |compatible )?aurora"
                ),
                _Make("aurora_cluster", properties=properties),
            )
        )
    found += [
        (_word(t.words), _Make("", _CLOSEST.get(t.value, ""))) for t in TECHNOLOGIES if _nothing_here(t)
    ]
    found += [(_word(words), _Make("", _CLOSEST.get(name, ""))) for name, words in _OTHERS.items()]
    return tuple(found)


def _nothing_here(technology: Technology) -> bool:
    return not technology.kinds and technology.value in _CLOSEST


def _word(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w])", re.IGNORECASE)
