"""The access log of an API that API Gateway writes with the account's role for logs."""

from collections.abc import Mapping

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import ResourceKey
from cloudwright.design.catalog.kind import LoweringContext
from cloudwright.design.catalog.naming import fitted

_LOG_GROUP_CHARACTERS = 512


def access_log(context: LoweringContext, element_id: str, *, retention_days: int) -> Resource:
    """Return the log group."""
    name = fitted(f"/aws/apigateway/{context.prefix}-{element_id}", _LOG_GROUP_CHARACTERS)
    return Resource(
        key=access_log_key(element_id),
        type="AWS::Logs::LogGroup",
        properties={"LogGroupName": name, "RetentionInDays": retention_days},
        comments={"LogGroupName": "Written with the role that the account's API Gateway settings name."},
        area="api",
    )


def access_log_key(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "access-log")


def log_format(fields: Mapping[str, str]) -> str:
    """Return one line of JSON: `{"status":"$context.status",...}`."""
    return "{" + ",".join(f'"{name}":"{variable}"' for name, variable in fields.items()) + "}"
