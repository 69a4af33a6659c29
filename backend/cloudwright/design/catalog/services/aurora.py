"""Amazon Aurora."""

from cloudwright.design.catalog.databases.cluster_alarms import cluster_alarms
from cloudwright.design.catalog.databases.cluster_lowering import lower_cluster
from cloudwright.design.catalog.databases.cluster_pricing import ASSUMPTIONS, price_cluster
from cloudwright.design.catalog.databases.cluster_properties import ClusterProperties, defaults
from cloudwright.design.catalog.databases.connections import CLUSTER_VERBS
from cloudwright.design.catalog.kind import Category, Kind
from cloudwright.design.model.architecture import SubnetTier


def _sla(wanted: ClusterProperties) -> tuple[str, str]:
    return "Aurora", "cluster in two or more AZs" if wanted.readers else "cluster in one AZ"


AURORA_CLUSTER = Kind(
    id="aurora_cluster",
    service="Amazon Aurora",
    title="Aurora cluster",
    summary="A relational database, compatible with PostgreSQL or MySQL, whose capacity follows the load.",
    category=Category.DATABASE,
    icon="AmazonAurora",
    documentation="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/CHAP_AuroraOverview.html",
    properties=ClusterProperties,
    defaults=defaults,
    lower=lower_cluster,
    price=price_cluster,
    verbs=CLUSTER_VERBS,
    alarms=cluster_alarms,
    assumptions=ASSUMPTIONS,
    resource_types=(
        "AWS::RDS::DBCluster",
        "AWS::RDS::DBInstance",
        "AWS::RDS::DBSubnetGroup",
        "AWS::RDS::DBClusterParameterGroup",
        "AWS::EC2::SecurityGroup",
        "AWS::Logs::LogGroup",
    ),
    sla=_sla,
    tiers=(SubnetTier.ISOLATED, SubnetTier.PRIVATE),
    needs_network=True,
    reached_by=("secretsmanager",),
    synonyms=(
        "aurora",
        "aurora postgresql",
        "aurora mysql",
        "aurora serverless",
        "relational database",
        "sql database",
    ),
)

KINDS = (AURORA_CLUSTER,)
