"""Amazon RDS."""

from cloudwright.design.catalog.databases.connections import INSTANCE_VERBS
from cloudwright.design.catalog.databases.instance_alarms import instance_alarms
from cloudwright.design.catalog.databases.instance_lowering import lower_instance
from cloudwright.design.catalog.databases.instance_pricing import ASSUMPTIONS, price_instance
from cloudwright.design.catalog.databases.instance_properties import InstanceProperties, defaults
from cloudwright.design.catalog.kind import Category, Kind
from cloudwright.design.model.architecture import SubnetTier


def _sla(wanted: InstanceProperties) -> tuple[str, str]:
    condition = "Multi-AZ DB instance or Multi-AZ DB cluster" if wanted.multi_az else "Single-AZ DB instance"
    return "RDS", condition


RDS_INSTANCE = Kind(
    id="rds_instance",
    service="Amazon RDS",
    title="RDS instance",
    summary="A PostgreSQL or MySQL database on an instance of a fixed size, with a copy in a second zone.",
    category=Category.DATABASE,
    icon="AmazonRDS",
    documentation="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Welcome.html",
    properties=InstanceProperties,
    defaults=defaults,
    lower=lower_instance,
    price=price_instance,
    verbs=INSTANCE_VERBS,
    alarms=instance_alarms,
    assumptions=ASSUMPTIONS,
    resource_types=(
        "AWS::RDS::DBInstance",
        "AWS::RDS::DBSubnetGroup",
        "AWS::RDS::DBParameterGroup",
        "AWS::EC2::SecurityGroup",
        "AWS::Logs::LogGroup",
    ),
    sla=_sla,
    tiers=(SubnetTier.ISOLATED, SubnetTier.PRIVATE),
    needs_network=True,
    reached_by=("secretsmanager",),
    synonyms=("rds", "postgres", "postgresql", "mysql", "rds postgres", "rds mysql", "postgres database"),
)

KINDS = (RDS_INSTANCE,)
