"""The resources of a proxy: its role, its log, itself, and the database that it leads to."""

from collections.abc import Mapping, Sequence

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import Ref, ResourceKey, Value
from cloudwright.design.catalog import references
from cloudwright.design.catalog.databases.behind import Database, behind
from cloudwright.design.catalog.databases.cluster_properties import ClusterProperties
from cloudwright.design.catalog.databases.connections import secret_of
from cloudwright.design.catalog.databases.parts import AREA
from cloudwright.design.catalog.databases.proxy_properties import ProxyProperties
from cloudwright.design.catalog.kind import Element, Gathered, Lowered, LoweringContext
from cloudwright.design.catalog.naming import physical_name
from cloudwright.design.catalog.networking.networks import subnets_of
from cloudwright.design.catalog.networking.security_groups import security_group, security_group_key
from cloudwright.design.catalog.policies import role, service_role

_NAME_CHARACTERS = 64


def lower_proxy(context: LoweringContext, element: Element[ProxyProperties], gathered: Gathered) -> Lowered:
    """Return the proxy; without a database behind it there is only its security group."""
    group = security_group(context, element.id)
    found = behind(context.architecture, context.elements, element.id)
    if found is None:
        return Lowered(resources=(group,))
    own_role = service_role(
        role(element.id),
        gathered.statements,
        service="rds.amazonaws.com",
        area=AREA,
        description=f"What {element.id} may read",
    )
    logs = Resource(
        key=ResourceKey(element.id, "logs"),
        type="AWS::Logs::LogGroup",
        properties={
            "LogGroupName": f"/aws/rds/proxy/{_name(context, element.id)}",
            "RetentionInDays": element.properties.log_retention_days,
        },
        area=AREA,
    )
    return Lowered(
        resources=(
            group,
            logs,
            own_role,
            _proxy(context, element, database=found, after=logs.key),
            _targets(element, database=found),
        )
    )


def _name(context: LoweringContext, element_id: str) -> str:
    return physical_name(context, element_id, limit=_NAME_CHARACTERS)


def _proxy(
    context: LoweringContext, element: Element[ProxyProperties], *, database: Database, after: ResourceKey
) -> Resource:
    wanted = element.properties
    auth: Value = {
        "AuthScheme": "SECRETS",
        "IAMAuth": "REQUIRED" if wanted.iam_authentication else "DISABLED",
        "SecretArn": secret_of(database.id),
    }
    return Resource(
        key=references.database(element.id),
        type="AWS::RDS::DBProxy",
        properties={
            "DBProxyName": _name(context, element.id),
            "EngineFamily": database.engine.proxy_family,
            "Auth": [auth],
            "RoleArn": references.arn_of(role(element.id)),
            "RequireTLS": True,
            "IdleClientTimeout": wanted.idle_client_timeout_seconds,
            "VpcSubnetIds": subnets_of(context, element.id),
            "VpcSecurityGroupIds": [Ref(security_group_key(element.id), "GroupId")],
        },
        depends_on=(after,),
        comments={"Auth": _SIGN_IN[wanted.iam_authentication]},
        area=AREA,
    )


_SIGN_IN = {
    True: "Code signs in by its role; only the proxy reads the password.",
    False: "Code and proxy read the password from the secret that RDS rotates.",
}


def _targets(element: Element[ProxyProperties], *, database: Database) -> Resource:
    wanted = element.properties
    key = references.database(database.id)
    return Resource(
        key=ResourceKey(element.id, "targets"),
        type="AWS::RDS::DBProxyTargetGroup",
        properties={
            "DBProxyName": Ref(references.database(element.id)),
            "TargetGroupName": "default",
            **_members(key, database=database),
            "ConnectionPoolConfigurationInfo": {
                "MaxConnectionsPercent": wanted.maximum_connections_percent,
                "MaxIdleConnectionsPercent": wanted.maximum_connections_percent // 2,
                "ConnectionBorrowTimeout": wanted.borrow_timeout_seconds,
            },
        },
        depends_on=tuple(_instances(database)),
        comments={"": "A cluster has something to connect to when its instances are there."}
        if isinstance(database.properties, ClusterProperties)
        else {},
        area=AREA,
    )


def _members(key: ResourceKey, *, database: Database) -> Mapping[str, Value]:
    cluster = isinstance(database.properties, ClusterProperties)
    return {"DBClusterIdentifiers" if cluster else "DBInstanceIdentifiers": [Ref(key)]}


def _instances(database: Database) -> Sequence[ResourceKey]:
    """Return the instances of a cluster; an instance is referred to anyway."""
    if not isinstance(database.properties, ClusterProperties):
        return ()
    return [ResourceKey(database.id, "instance-a")]
