"""What connections from code to a database bring about."""

from collections.abc import Callable, Mapping

from cloudwright.design.blueprint.values import Ref, Statement, Value
from cloudwright.design.catalog import references
from cloudwright.design.catalog.code_runners import RUNS_CODE
from cloudwright.design.catalog.databases.cluster_properties import ClusterProperties
from cloudwright.design.catalog.databases.engines import AURORA, RDS
from cloudwright.design.catalog.databases.instance_properties import InstanceProperties
from cloudwright.design.catalog.kind import Effects, LoweringContext, VerbRule
from cloudwright.design.catalog.naming import statement_id, variable
from cloudwright.design.catalog.networking.security_groups import opened
from cloudwright.design.model.architecture import Connection
from cloudwright.design.model.verbs import Verb

_ATTRIBUTE = "MasterUserSecret.SecretArn"


def secret_of(database_id: str) -> Ref:
    """Return the ARN of the secret that RDS keeps for the database."""
    return Ref(references.database(database_id), _ATTRIBUTE)


def secret_statement(database_id: str) -> Statement:
    """Return what a role needs to read the user and password of the database."""
    return Statement(
        sid=statement_id("read", "secret", "of", database_id),
        actions=("secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"),
        resources=(secret_of(database_id),),
    )


def where(database_id: str, *, host: Value, port: int, name: str) -> dict[str, Value]:
    """Return the variables by which code finds a database."""
    return {
        variable(database_id, "HOST"): host,
        variable(database_id, "PORT"): str(port),
        variable(database_id, "NAME"): name,
    }


def with_password(
    context: LoweringContext, connection: Connection, *, port: int, variables: Mapping[str, Value]
) -> Effects:
    """Let code reach the database on its port and sign in with the password from its secret."""
    target = connection.target
    return Effects(
        statements=(secret_statement(target),),
        environment={**variables, variable(target, "SECRET_ARN"): secret_of(target)},
        resources=opened(context, connection, port=port).resources,
    )


def _cluster_writes(context: LoweringContext, connection: Connection) -> Effects:
    return _of_cluster(context, connection, host="Endpoint.Address")


def _cluster_reads(context: LoweringContext, connection: Connection) -> Effects:
    """Who only reads is sent to the readers; who writes as well learns both names."""
    writes = any(
        c.verb is Verb.WRITES and c.target == connection.target
        for c in context.architecture.outgoing(connection.source)
    )
    if not writes:
        return _of_cluster(context, connection, host="ReadEndpoint.Address")
    reader = Ref(references.database(connection.target), "ReadEndpoint.Address")
    return Effects(environment={variable(connection.target, "READER_HOST"): reader})


def _of_cluster(context: LoweringContext, connection: Connection, *, host: str) -> Effects:
    cluster = context.elements[connection.target].properties
    wanted = cluster if isinstance(cluster, ClusterProperties) else ClusterProperties()
    port = AURORA[wanted.engine].port
    address = Ref(references.database(connection.target), host)
    variables = where(connection.target, host=address, port=port, name=wanted.database_name)
    return with_password(context, connection, port=port, variables=variables)


def _of_instance(context: LoweringContext, connection: Connection) -> Effects:
    instance = context.elements[connection.target].properties
    wanted = instance if isinstance(instance, InstanceProperties) else InstanceProperties()
    port = RDS[wanted.engine].port
    address = Ref(references.database(connection.target), "Endpoint.Address")
    variables = where(connection.target, host=address, port=port, name=wanted.database_name)
    return with_password(context, connection, port=port, variables=variables)


def code_verbs(
    reads: Callable[[LoweringContext, Connection], Effects],
    writes: Callable[[LoweringContext, Connection], Effects],
    *,
    explanation: str,
) -> tuple[VerbRule, VerbRule]:
    """Return the rules by which every kind that runs code reads and writes."""
    return (
        VerbRule(Verb.READS, RUNS_CODE, reads, explanation=explanation),
        VerbRule(Verb.WRITES, RUNS_CODE, writes, explanation=explanation),
    )


CLUSTER_VERBS = code_verbs(
    _cluster_reads,
    _cluster_writes,
    explanation="Opens the database's port to the code, which may read the password from its secret; host, "
    "port, name and secret come as environment variables. Who only reads is sent to the readers.",
)

INSTANCE_VERBS = code_verbs(
    _of_instance,
    _of_instance,
    explanation="Opens the database's port to the code, which may read the password from its secret; host, "
    "port, name and secret come as environment variables.",
)
