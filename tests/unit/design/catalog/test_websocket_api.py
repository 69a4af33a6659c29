"""What a WebSocket API becomes: routes, one check at the door, and a way back to open connections."""

from builders.edge_designs import (
    a_component,
    a_connection,
    a_design,
    alarm_specs,
    at,
    lowered,
    part,
    points_to,
    role_statements,
    usages,
    variables,
)
from cloudwright.design.blueprint.values import Join
from cloudwright.design.catalog.vocabulary import CatalogVocabulary
from cloudwright.design.emit.terraform.emitter import emit
from cloudwright.design.facts.load import load_facts
from cloudwright.design.model.architecture import Architecture, Component, Connection


def _chat(*extra: Component | Connection, door: str = "$connect") -> Architecture:
    return a_design(
        [
            a_component("visitors", "external_actor"),
            a_component("chat", "websocket_api", route_by="kind"),
            a_component("presence", "lambda_function"),
            a_component("talk", "lambda_function"),
            *(e for e in extra if isinstance(e, Component)),
        ],
        [
            a_connection("visitors requests chat"),
            a_connection("chat invokes presence", route=[door, "$disconnect"]),
            a_connection("chat invokes talk", route=["$default", "say"]),
            *(e for e in extra if isinstance(e, Connection)),
        ],
    )


DOOR = a_component("door", "lambda_function")
CHECKS = a_connection("chat authenticates door")


def _problems(architecture: Architecture) -> list[str]:
    return [problem.rule for problem in CatalogVocabulary(load_facts()).problems(architecture)]


def test_messages_find_their_route_by_a_field() -> None:
    blueprint = lowered(_chat())

    keys = [r.properties["RouteKey"] for r in blueprint.resources if r.type == "AWS::ApiGatewayV2::Route"]

    assert keys == ["$connect", "$default", "$disconnect", "say"]
    assert at(part(blueprint, "chat/api"), "RouteSelectionExpression") == "$request.body.kind"


def test_a_function_checks_callers_only_when_a_connection_is_opened() -> None:
    blueprint = lowered(_chat(DOOR, CHECKS))

    assert at(part(blueprint, "chat/route-connect"), "AuthorizationType") == "CUSTOM"
    assert points_to(at(part(blueprint, "chat/route-connect"), "AuthorizerId"), "chat/authorizer")
    assert at(part(blueprint, "chat/route-say"), "AuthorizationType") == "NONE"
    assert at(part(blueprint, "chat/authorizer"), "IdentitySource") == ["route.request.querystring.token"]
    source = at(part(blueprint, "chat/authorizer-door"), "SourceArn")
    assert isinstance(source, Join)
    assert source.parts[-1] == "/authorizers/*"


def test_the_placeholder_of_the_door_lets_nobody_in() -> None:
    code = {asset.element_id: asset.source for asset in lowered(_chat(DOOR, CHECKS)).code}
    scope: dict[str, object] = {}
    exec(compile(code["door"], "index.py", "exec"), scope)  # noqa: S102  the code under test is text
    handler = scope["handler"]

    assert callable(handler)
    answer = handler({"methodArn": "arn:socket"}, None)
    assert answer["policyDocument"]["Statement"][0]["Effect"] == "Deny"


def test_callers_cannot_be_checked_where_no_route_opens_a_connection() -> None:
    assert _problems(_chat(DOOR, CHECKS, door="leave")) == ["route-to-authorize"]


def test_an_api_asks_one_function_who_may_connect() -> None:
    second = a_component("gate", "lambda_function")

    found = _problems(_chat(DOOR, second, CHECKS, a_connection("chat authenticates gate")))

    assert set(found) == {"only-one"}


def test_a_route_runs_one_function() -> None:
    other = a_component("other", "lambda_function")

    found = _problems(_chat(other, a_connection("chat invokes other", route="say")))

    assert set(found) == {"routes-stay-apart"}


def test_code_may_send_to_connections_of_this_stage_and_knows_where() -> None:
    blueprint = lowered(_chat(a_connection("talk publishes chat")))

    statement = role_statements(blueprint, "talk")["SendToChat"]
    assert statement.actions == ("execute-api:ManageConnections",)
    (resource,) = statement.resources
    assert isinstance(resource, Join)
    assert resource.parts[-1] == "/live/*/@connections/*"
    endpoint = variables(blueprint, "talk")["CHAT_ENDPOINT_URL"]
    assert isinstance(endpoint, Join)
    assert endpoint.parts[0] == "https://"


def test_terraform_asks_the_stage_for_its_addresses() -> None:
    text = "\n".join(file.text for file in emit(lowered(_chat(a_connection("talk publishes chat")))))

    assert 'replace(aws_apigatewayv2_stage.chat.invoke_url, "wss://", "https://")' in text
    assert "value       = aws_apigatewayv2_stage.chat.invoke_url" in text


def test_messages_are_paid_both_ways_and_connections_by_the_minute() -> None:
    design = _chat(a_connection("talk publishes chat", per_call="3"))

    priced = usages(design, "chat", calls=1_000, open_connections=10, socket_message_kb=40)

    # Both routes of `visitors requests chat` see 1,000 messages: talk sends three for each, of two units.
    assert priced["apigateway.websocket.message"].quantity == (1_000 + 3_000) * 2
    assert priced["apigateway.websocket.connection_minute"].quantity == 10 * 43_800


def test_alarms_watch_functions_that_fail_and_routes_that_cannot_run() -> None:
    specs = alarm_specs(_chat(), "chat")

    assert {spec.metric for spec in specs.values()} == {"IntegrationError", "ExecutionError"}
