"""Amazon RDS Proxy."""

from cloudwright.design.catalog.databases.proxy_alarms import proxy_alarms
from cloudwright.design.catalog.databases.proxy_connections import PROXY_VERBS
from cloudwright.design.catalog.databases.proxy_lowering import lower_proxy
from cloudwright.design.catalog.databases.proxy_pricing import ASSUMPTIONS, price_proxy
from cloudwright.design.catalog.databases.proxy_properties import ProxyProperties, defaults
from cloudwright.design.catalog.kind import Category, Kind
from cloudwright.design.model.architecture import SubnetTier


def _endpoints(wanted: ProxyProperties) -> tuple[str, ...]:
    """Tokens are made without a call to AWS; a password is asked for."""
    return () if wanted.iam_authentication else ("secretsmanager",)


RDS_PROXY = Kind(
    id="rds_proxy",
    service="Amazon RDS Proxy",
    title="RDS Proxy",
    summary="Shares a few connections to a database among many clients, such as runs of functions.",
    category=Category.DATABASE,
    icon="AmazonRDS",
    documentation="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.html",
    properties=ProxyProperties,
    defaults=defaults,
    lower=lower_proxy,
    price=price_proxy,
    verbs=PROXY_VERBS,
    alarms=proxy_alarms,
    assumptions=ASSUMPTIONS,
    resource_types=(
        "AWS::RDS::DBProxy",
        "AWS::RDS::DBProxyTargetGroup",
        "AWS::EC2::SecurityGroup",
        "AWS::IAM::Role",
        "AWS::Logs::LogGroup",
    ),
    sla=("RDS Proxy", "proxy"),
    tiers=(SubnetTier.PRIVATE, SubnetTier.ISOLATED),
    needs_network=True,
    reached_by=_endpoints,
    synonyms=("rds proxy", "database proxy", "connection pool", "connection pooling"),
)

KINDS = (RDS_PROXY,)
