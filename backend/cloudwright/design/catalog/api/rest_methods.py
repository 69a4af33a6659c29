"""The paths and methods of a REST API, and the deployment that makes them answer."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import Join, Pseudo, Ref, ResourceKey, Value
from cloudwright.design.catalog import references, slots
from cloudwright.design.catalog.api.rest_routes import Path
from cloudwright.design.catalog.kind import Gathered

_LONGEST_CALL_MS = 29_000  # limit `integration_timeout_max` of REST APIs
_DIGEST_CHARACTERS = 8
_JSON = "application/json"
_WITH_BODY = frozenset({"PATCH", "POST", "PUT"})


@dataclass(frozen=True, slots=True)
class Demands:
    """What the API asks of every call that is not public, and whether answers are cached."""

    authorizer: ResourceKey | None
    api_key: bool
    cached: bool


@dataclass(frozen=True, slots=True)
class _Call:
    """One method of one path, as a connection stated it."""

    api_id: str
    method: str
    path: Path
    function: Ref
    public: bool
    query: tuple[str, ...]
    fields: tuple[str, ...]


def methods(api_id: str, gathered: Gathered, *, demands: Demands) -> tuple[Resource, ...]:
    """Return paths, validator, models and methods, in the order of the paths."""
    calls = sorted(_calls(api_id, gathered), key=lambda call: (call.path.segments, call.method))
    paths = {path.segments: path for call in calls for path in call.path.parents}
    return (
        *(_path(api_id, paths[segments]) for segments in sorted(paths)),
        *_validation(api_id, calls),
        *(_method(call, demands) for call in calls),
    )


def deployment(api_id: str, parts: Sequence[Resource]) -> Resource:
    """Return the deployment; its name changes with the methods, since a deployment itself never changes."""
    content = repr([(str(part.key), part.properties) for part in parts])
    digest = hashlib.sha256(content.encode()).hexdigest()[:_DIGEST_CHARACTERS]
    return Resource(
        key=ResourceKey(api_id, f"deployment-{digest}"),
        type="AWS::ApiGateway::Deployment",
        properties={"RestApiId": Ref(references.rest_api(api_id))},
        depends_on=tuple(part.key for part in parts if part.type == "AWS::ApiGateway::Method"),
        comments={"": "A copy of all methods. It never changes, so that other methods make another one."},
        area="api",
    )


def _calls(api_id: str, gathered: Gathered) -> Iterator[_Call]:
    for value in gathered.slot(slots.ROUTES):
        match value:
            case {"Route": str(route), "Function": Ref() as function, "Public": bool(public), **rest}:
                method, _, path = route.partition(" ")
                query = _texts(rest["Query"])
                fields = _texts(rest["Fields"]) if method in _WITH_BODY else ()
                yield _Call(api_id, method, Path.of(path), function, public, query, fields)


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(text) for text in value) if isinstance(value, list) else ()


def _path(api_id: str, path: Path) -> Resource:
    parent = Path(path.segments[:-1])
    root = Ref(references.rest_api(api_id), "RootResourceId")
    return Resource(
        key=ResourceKey(api_id, path.part),
        type="AWS::ApiGateway::Resource",
        properties={
            "RestApiId": Ref(references.rest_api(api_id)),
            "ParentId": Ref(ResourceKey(api_id, parent.part)) if parent.segments else root,
            "PathPart": path.segments[-1],
        },
        area="api",
    )


def _validation(api_id: str, calls: Sequence[_Call]) -> Iterator[Resource]:
    """Yield the validator and a model of each required body, when a route asks for something."""
    if not any(call.query or call.fields for call in calls):
        return
    yield Resource(
        key=_validator(api_id),
        type="AWS::ApiGateway::RequestValidator",
        properties={
            "RestApiId": Ref(references.rest_api(api_id)),
            "Name": "body-and-parameters",
            "ValidateRequestBody": True,
            "ValidateRequestParameters": True,
        },
        comments={"": "Calls that lack what is required end here, before a function runs for them."},
        area="api",
    )
    for call in calls:
        if call.fields:
            yield Resource(
                key=_model(call),
                type="AWS::ApiGateway::Model",
                properties={
                    "RestApiId": Ref(references.rest_api(api_id)),
                    "Name": "".join(word.capitalize() for word in _model(call).part.split("-")),
                    "ContentType": _JSON,
                    "Schema": {
                        "$schema": "http://json-schema.org/draft-04/schema#",
                        "type": "object",
                        "required": list(call.fields),
                    },
                },
                area="api",
            )


def _validator(api_id: str) -> ResourceKey:
    return ResourceKey(api_id, "validator")


def _model(call: _Call) -> ResourceKey:
    return ResourceKey(call.api_id, call.path.method_part(call.method).replace("method-", "body-", 1))


def _method(call: _Call, demands: Demands) -> Resource:
    api = Ref(references.rest_api(call.api_id))
    last = Ref(ResourceKey(call.api_id, call.path.part))
    properties: dict[str, Value] = {
        "RestApiId": api,
        "ResourceId": last if call.path.segments else Ref(references.rest_api(call.api_id), "RootResourceId"),
        "HttpMethod": call.method,
        "AuthorizationType": "NONE",
    }
    if not call.public and demands.authorizer is not None:
        properties |= {
            "AuthorizationType": "COGNITO_USER_POOLS",
            "AuthorizerId": Ref(demands.authorizer),
        }
    if not call.public and demands.api_key:
        properties["ApiKeyRequired"] = True
    if call.query or call.fields:
        properties["RequestValidatorId"] = Ref(_validator(call.api_id))
    if call.fields:
        properties["RequestModels"] = {_JSON: Ref(_model(call))}
    parameters = _parameters(call, demands)
    if parameters:
        properties["RequestParameters"] = parameters
    integration = _integration(call, parameters, demands=demands)
    why = "Who asks is part of the key: nobody gets an answer that was meant for another."
    comments = {"Integration.CacheKeyParameters": why} if "CacheKeyParameters" in integration else {}
    return Resource(
        key=ResourceKey(call.api_id, call.path.method_part(call.method)),
        type="AWS::ApiGateway::Method",
        properties={**properties, "Integration": integration},
        comments=comments,
        area="api",
    )


def _cached(call: _Call, demands: Demands) -> bool:
    return demands.cached and call.method in ("ANY", "GET")


def _parameters(call: _Call, demands: Demands) -> Mapping[str, bool]:
    """Return the parameters that API Gateway must know by name; true for those that are required."""
    path = {f"method.request.path.{name}": True for name in call.path.variables}
    query = {f"method.request.querystring.{name}": True for name in call.query}
    if not _cached(call, demands):
        return path | query
    headers: dict[str, bool] = {}
    if not call.public and demands.authorizer is not None:
        headers["method.request.header.Authorization"] = False
    if not call.public and demands.api_key:
        headers["method.request.header.x-api-key"] = False
    return path | query | headers


def _integration(call: _Call, parameters: Mapping[str, bool], *, demands: Demands) -> Mapping[str, Value]:
    uri = Join(
        (
            "arn:",
            Pseudo.PARTITION,
            ":apigateway:",
            Pseudo.REGION,
            ":lambda:path/2015-03-31/functions/",
            call.function,
            "/invocations",
        )
    )
    integration: dict[str, Value] = {
        "Type": "AWS_PROXY",
        "IntegrationHttpMethod": "POST",
        "Uri": uri,
        "TimeoutInMillis": _LONGEST_CALL_MS,
    }
    if _cached(call, demands) and parameters:
        integration["CacheKeyParameters"] = list(parameters)
    return integration
