"""What connections to and from a proxy bring about."""

from cloudwright.design.blueprint.values import Join, Pseudo, Ref, Select, Statement
from cloudwright.design.catalog import references
from cloudwright.design.catalog.databases.behind import Database, behind, database
from cloudwright.design.catalog.databases.connections import (
    code_verbs,
    secret_of,
    secret_statement,
    where,
)
from cloudwright.design.catalog.databases.engines import MASTER_USER
from cloudwright.design.catalog.databases.proxy_properties import ProxyProperties
from cloudwright.design.catalog.keys import via_service
from cloudwright.design.catalog.kind import Effects, LoweringContext, VerbRule
from cloudwright.design.catalog.naming import statement_id, variable
from cloudwright.design.catalog.networking.security_groups import opened
from cloudwright.design.model.architecture import Connection
from cloudwright.design.model.verbs import Verb

_ID_IN_ARN = 6  # arn:aws:rds:<region>:<account>:db-proxy:<id>


def _routed(context: LoweringContext, connection: Connection) -> Effects:
    """The proxy signs in to the database with the password from its secret, and keeps connections open."""
    target = database(context.elements[connection.target])
    if target is None:
        return Effects()
    key = _key_statement(context, target.id)
    return Effects(
        statements=(secret_statement(target.id), *key),
        resources=opened(context, connection, port=target.engine.port).resources,
    )


def _key_statement(context: LoweringContext, database_id: str) -> tuple[Statement, ...]:
    """Return the use of the key that encrypts the database's secret, when it has one of its own."""
    keys = [c.source for c in context.architecture.incoming(database_id) if c.verb is Verb.ENCRYPTS]
    return tuple(
        Statement(
            sid=statement_id("use", key, "for", database_id),
            actions=("kms:Decrypt",),
            resources=(references.arn_of(references.kms_key(key)),),
            conditions={"StringEquals": {"kms:ViaService": via_service("secretsmanager")}},
        )
        for key in keys
    )


def _used(context: LoweringContext, connection: Connection) -> Effects:
    """Code finds the proxy as it would find the database, and signs in by its role or by the secret."""
    proxy = connection.target
    found = behind(context.architecture, context.elements, proxy)
    if found is None:
        return Effects()
    address = Ref(references.database(proxy), "Endpoint")
    wanted = context.elements[proxy].properties
    by_role = isinstance(wanted, ProxyProperties) and wanted.iam_authentication
    signing_in = _by_role(proxy) if by_role else _by_secret(context, proxy, database=found)
    return Effects(
        statements=signing_in.statements,
        environment={
            **where(proxy, host=address, port=found.engine.port, name=found.name),
            **signing_in.environment,
        },
        resources=opened(context, connection, port=found.engine.port).resources,
    )


def _by_role(proxy_id: str) -> Effects:
    return Effects(statements=(_sign_in(proxy_id),), environment={variable(proxy_id, "USER"): MASTER_USER})


def _by_secret(context: LoweringContext, proxy_id: str, *, database: Database) -> Effects:
    return Effects(
        statements=(secret_statement(database.id), *_key_statement(context, database.id)),
        environment={variable(proxy_id, "SECRET_ARN"): secret_of(database.id)},
    )


def _sign_in(proxy_id: str) -> Statement:
    """Return the right to sign in at this proxy as the user of the secret, without a password."""
    arn = Ref(references.database(proxy_id), "DBProxyArn")
    user = Join(
        (
            "arn:",
            Pseudo.PARTITION,
            ":rds-db:",
            Pseudo.REGION,
            ":",
            Pseudo.ACCOUNT_ID,
            ":dbuser:",
            Select(_ID_IN_ARN, arn, separator=":"),
            f"/{MASTER_USER}",
        )
    )
    return Statement(
        sid=statement_id("sign", "in", "at", proxy_id), actions=("rds-db:connect",), resources=(user,)
    )


PROXY_VERBS = (
    *code_verbs(
        _used,
        _used,
        explanation="Opens the database's port of the proxy to the code, which signs in by its role (or "
        "the secret); host, port, name and user come as environment variables.",
    ),
    VerbRule(
        Verb.ROUTES,
        ("aurora_cluster", "rds_instance"),
        _routed,
        declared_by_source=True,
        explanation="The proxy shares its connections among all clients, and signs in for them.",
    ),
)
