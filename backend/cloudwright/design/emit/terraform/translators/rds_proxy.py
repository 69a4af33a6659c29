"""Amazon RDS Proxy."""

from collections.abc import Iterable

from cloudwright.design.emit.terraform.hcl.tree import Attribute, Block, Item, Token
from cloudwright.design.emit.terraform.reader import Reader
from cloudwright.design.emit.terraform.translator import Translator
from cloudwright.design.emit.terraform.writers import TAGS, Custom, Implied, Nested


def _cluster_target(reader: Reader, name: str) -> Iterable[Item]:
    return _target(reader, name, argument="db_cluster_identifier")


def _instance_target(reader: Reader, name: str) -> Iterable[Item]:
    return _target(reader, name, argument="db_instance_identifier")


def _target(reader: Reader, name: str, *, argument: str) -> Iterable[Item]:
    """Write the database as a resource of its own, behind the group."""
    members = reader.values[name]
    if not isinstance(members, list) or len(members) != 1:
        raise reader.refusal(name, reason="a proxy leads to one database")
    items = (
        Attribute("db_proxy_name", Token(f"{reader.address}.db_proxy_name")),
        Attribute("target_group_name", Token(f"{reader.address}.name")),
        Attribute(argument, reader.scope.expression(members[0])),
    )
    reader.page.after.append(Block("resource", ("aws_db_proxy_target", reader.label), items))
    return ()


PROXY = Translator(
    type="AWS::RDS::DBProxy",
    resource="aws_db_proxy",
    arguments={
        "DBProxyName": "name",
        "EngineFamily": "engine_family",
        "RoleArn": "role_arn",
        "RequireTLS": "require_tls",
        "IdleClientTimeout": "idle_client_timeout",
        "VpcSubnetIds": "vpc_subnet_ids",
        "VpcSecurityGroupIds": "vpc_security_group_ids",
        "Auth": Nested(
            "auth", {"AuthScheme": "auth_scheme", "IAMAuth": "iam_auth", "SecretArn": "secret_arn"}
        ),
        "Tags": TAGS,
    },
    references={"": "name", "DBProxyArn": "arn", "Endpoint": "endpoint"},
)

TARGETS = Translator(
    type="AWS::RDS::DBProxyTargetGroup",
    resource="aws_db_proxy_default_target_group",
    arguments={
        "DBProxyName": "db_proxy_name",
        "TargetGroupName": Implied("default"),
        "DBClusterIdentifiers": Custom(_cluster_target),
        "DBInstanceIdentifiers": Custom(_instance_target),
        "ConnectionPoolConfigurationInfo": Nested(
            "connection_pool_config",
            {
                "MaxConnectionsPercent": "max_connections_percent",
                "MaxIdleConnectionsPercent": "max_idle_connections_percent",
                "ConnectionBorrowTimeout": "connection_borrow_timeout",
            },
        ),
    },
    references={"": "name"},
    companions=("aws_db_proxy_target",),
    waits="aws_db_proxy_target",
)

TRANSLATORS = (PROXY, TARGETS)
