"""What connections from code to a file system bring about."""

from cloudwright.design.blueprint.values import Ref, Statement
from cloudwright.design.catalog import references, slots
from cloudwright.design.catalog.files.lowering import mount_target_keys
from cloudwright.design.catalog.files.properties import PORT
from cloudwright.design.catalog.kind import Effects, LoweringContext, Setting, VerbRule
from cloudwright.design.catalog.naming import statement_id, variable
from cloudwright.design.catalog.networking.security_groups import opened
from cloudwright.design.model.architecture import Connection
from cloudwright.design.model.verbs import Verb

_USERS = ("lambda_function", "fargate_service")
_MOUNT, _WRITE = "elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"


def mounted_at(element_id: str) -> str:
    """Return the folder under which code finds the file system."""
    return f"/mnt/{element_id}"


def _reads(context: LoweringContext, connection: Connection) -> Effects:
    return _mounted(context, connection, actions=(_MOUNT,))


def _writes(context: LoweringContext, connection: Connection) -> Effects:
    return _mounted(context, connection, actions=(_MOUNT, _WRITE))


def _mounted(context: LoweringContext, connection: Connection, *, actions: tuple[str, ...]) -> Effects:
    """Code mounts the access point only: the condition keeps it out of every other folder."""
    target = connection.target
    point = references.access_point(target)
    allowed = Statement(
        sid=statement_id(connection.verb, target),
        actions=actions,
        resources=(references.arn_of(references.file_system(target)),),
        conditions={"StringEquals": {"elasticfilesystem:AccessPointArn": references.arn_of(point)}},
    )
    mount = Setting(
        connection.source,
        slots.FILE_SYSTEMS,
        {
            "FileSystem": Ref(references.file_system(target)),
            "AccessPoint": Ref(point),
            "AccessPointArn": references.arn_of(point),
            "Path": mounted_at(target),
            "After": [Ref(key) for key in mount_target_keys(context, target)],
        },
    )
    return Effects(
        statements=(allowed,),
        environment={variable(target, "PATH"): mounted_at(target)},
        resources=opened(context, connection, port=PORT).resources,
        settings=(mount,),
    )


_EXPLANATION = (
    "Code finds the files in a folder whose path comes as an environment variable; it gets there through an "
    "access point, by its role and over TLS."
)
VERBS = (
    VerbRule(Verb.READS, _USERS, _reads, explanation=_EXPLANATION),
    VerbRule(Verb.WRITES, _USERS, _writes, explanation=_EXPLANATION),
)
