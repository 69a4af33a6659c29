"""Placeholder code runs, and uses the neighbours that its function is connected to."""

import ast
import base64
import json
import sys
from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Protocol

import pytest

from builders.edge_designs import a_component, a_connection, a_design, lowered
from builders.golden import NAMES, golden
from cloudwright.design.facts.load import load_facts
from cloudwright.design.lowering.lower import lower
from cloudwright.design.model.architecture import Environment


class Handler(Protocol):
    def __call__(self, event: dict[str, object], context: None) -> dict[str, object]: ...


class Aws:
    """Stands for boto3: remembers calls, and answers as AWS would."""

    def __init__(self) -> None:
        self.calls: list[str] = []

    def module(self) -> ModuleType:
        module = ModuleType("boto3")
        vars(module).update(resource=self._service, client=self._service)
        return module

    def _service(self, _name: str, **_: str) -> SimpleNamespace:
        return SimpleNamespace(
            Table=self._table,
            publish=self._answers("publish", {}),
            get_object=self._answers("get_object", {"ContentLength": 7}),
            put_object=self._answers("put_object", {}),
            get_secret_value=self._answers("get_secret_value", {"SecretString": "hush"}),
            get_parameter=self._answers("get_parameter", {"Parameter": {"Value": "express"}}),
            post_to_connection=self._answers("post_to_connection", {}),
            put_events=self._answers("put_events", {}),
            put_record=self._answers("put_record", {}),
            start_execution=self._answers("start_execution", {"executionArn": "arn:run"}),
            generate_presigned_url=self._answers("generate_presigned_url", "https://signed.example.com"),
        )

    def _table(self, name: str) -> SimpleNamespace:
        return SimpleNamespace(
            put_item=self._answers(f"put_item {name}", {}),
            get_item=self._answers(f"get_item {name}", {"Item": {"pk": "7"}}),
        )

    def _answers(self, call: str, answer: object) -> Callable[..., object]:
        def answering(*_: object, **__: object) -> object:
            self.calls.append(call)
            return answer

        return answering


def started(monkeypatch: pytest.MonkeyPatch, aws: Aws, *, design: str, function_id: str) -> Handler:
    blueprint = lower(golden(design), Environment.PROD, load_facts())
    source = next(c.source for c in blueprint.code if c.element_id == function_id)
    monkeypatch.setitem(sys.modules, "boto3", aws.module())
    for neighbour in ("ITEMS_TABLE_NAME", "IMAGES_TABLE_NAME", "THUMBNAIL_READY_TOPIC_ARN"):
        monkeypatch.setenv(neighbour, neighbour.lower())
    for bucket in ("ORIGINALS_BUCKET_NAME", "THUMBNAILS_BUCKET_NAME"):
        monkeypatch.setenv(bucket, bucket.lower())
    for variable in ("CLICKS_STREAM_NAME", "REJECTS_DELIVERY_STREAM_NAME", "COUNTS_TABLE_NAME"):
        monkeypatch.setenv(variable, variable.lower())
    for variable in ("ORDER_EVENTS_BUS_NAME", "ORDER_EVENTS_EVENT_SOURCE", "FULFILMENT_WORKFLOW_ARN"):
        monkeypatch.setenv(variable, variable.lower())
    monkeypatch.setenv("ORDERS_TABLE_NAME", "orders_table_name")
    scope: dict[str, Handler] = {}
    exec(compile(source, "index.py", "exec"), scope)  # noqa: S102  the code under test is text
    return scope["handler"]


def a_call(method: str, path: str, body: object = None) -> dict[str, object]:
    return {
        "rawPath": path,
        "requestContext": {"http": {"method": method}},
        "body": None if body is None else json.dumps(body),
    }


def test_the_api_handler_reads_and_saves_items(monkeypatch: pytest.MonkeyPatch) -> None:
    aws = Aws()
    handler = started(monkeypatch, aws, design="web-app", function_id="api-handler")

    read = handler(a_call("GET", "/api/items/7"), None)
    saved = handler(a_call("POST", "/api/items", {"name": "chair"}), None)

    assert (read["statusCode"], saved["statusCode"]) == (200, 200)
    assert json.loads(str(read["body"]))["items"] == {"pk": "7"}
    assert aws.calls == ["get_item items_table_name", "put_item items_table_name"]


def test_a_function_behind_a_load_balancer_answers_its_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRODUCTS_TABLE_NAME", "products")
    aws = Aws()
    handler = started(monkeypatch, aws, design="fargate-web", function_id="admin")
    call: dict[str, object] = {
        "requestContext": {"elb": {}},
        "httpMethod": "GET",
        "path": "/reports/7",
        "body": "",
    }

    answer = handler(call, None)

    assert answer["statusCode"] == 200
    assert json.loads(str(answer["body"]))["products"] == {"pk": "7"}
    assert aws.calls == ["get_item products"]


def test_the_signer_answers_with_a_signed_url(monkeypatch: pytest.MonkeyPatch) -> None:
    handler = started(monkeypatch, Aws(), design="image-pipeline", function_id="upload-signer")

    answer = handler(a_call("POST", "/uploads"), None)

    assert json.loads(str(answer["body"]))["originals"] == "https://signed.example.com"


def test_the_worker_gives_back_only_the_messages_that_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    aws = Aws()
    handler = started(monkeypatch, aws, design="image-pipeline", function_id="thumbnail-worker")
    picture = json.dumps({"Records": [{"s3": {"object": {"key": "a+cat.png"}}}]})
    records = [{"messageId": "good", "body": picture}, {"messageId": "bad", "body": "{"}]

    answer = handler({"Records": records}, None)

    assert answer == {"batchItemFailures": [{"itemIdentifier": "bad"}]}
    assert aws.calls == ["get_object", "put_item images_table_name", "put_object", "publish"]


def test_a_scheduled_function_writes_nothing_until_it_has_its_own_code(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    aws = Aws()
    handler = started(monkeypatch, aws, design="image-pipeline", function_id="cleanup")

    assert handler({"detail-type": "Scheduled Event"}, None) == {"ok": True}
    assert aws.calls == []


def test_the_intake_stores_the_order_and_starts_the_workflow(monkeypatch: pytest.MonkeyPatch) -> None:
    aws = Aws()
    handler = started(monkeypatch, aws, design="saga", function_id="order-intake")

    answer = handler(a_call("POST", "/orders", {"item": "chair"}), None)

    assert json.loads(str(answer["body"]))["fulfilment"] == "arn:run"
    assert aws.calls == ["put_item orders_table_name", "start_execution"]


def test_a_step_publishes_an_event_that_a_rule_of_the_bus_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    aws = Aws()
    handler = started(monkeypatch, aws, design="saga", function_id="arrange-shipping")
    blueprint = lower(golden("saga"), Environment.PROD, load_facts())

    assert handler({"order": 7}, None) == {"ok": True}
    assert aws.calls == ["put_events"]
    assert "OrderShipped" in next(c.source for c in blueprint.code if c.element_id == "arrange-shipping")


def test_the_collector_puts_records_into_the_stream_and_the_delivery(monkeypatch: pytest.MonkeyPatch) -> None:
    aws = Aws()
    handler = started(monkeypatch, aws, design="clickstream", function_id="collector")

    handler(a_call("POST", "/clicks", {"page": "/"}), None)

    assert aws.calls == ["put_record", "put_record"]


def test_a_reader_of_a_stream_stops_at_the_first_record_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    aws = Aws()
    handler = started(monkeypatch, aws, design="clickstream", function_id="counter")
    contents = ((b"{}", "1"), (b"{", "2"), (b"{}", "3"))
    records = [
        {"kinesis": {"data": base64.b64encode(data).decode(), "sequenceNumber": number}}
        for data, number in contents
    ]

    answer = handler({"Records": records}, None)

    assert answer == {"batchItemFailures": [{"itemIdentifier": "2"}]}
    assert aws.calls == ["put_item counts_table_name"]


def test_a_rest_handler_reads_values_once_and_tells_nobody_what_they_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    aws = Aws()
    for name in (
        "CARRIER_TOKEN_SECRET_ARN",
        "DOCUMENTS_BUCKET_NAME",
        "ORDERS_TABLE_NAME",
        "SHIPPING_MODE_PARAMETER_NAME",
        "SIGNING_KEY_SECRET_ARN",
    ):
        monkeypatch.setenv(name, name.lower())
    handler = started(monkeypatch, aws, design="partner-api", function_id="orders-handler")
    call: dict[str, object] = {"httpMethod": "GET", "path": "/orders/7", "body": None}

    first, second = handler(call, None), handler(call, None)

    assert first == second
    answer = json.loads(str(first["body"]))
    assert (answer["carrier-token"], answer["signing-key"], answer["shipping-mode"]) == (True, True, True)
    assert "hush" not in str(first)
    assert aws.calls.count("get_secret_value") == 2
    assert aws.calls.count("get_parameter") == 1


def test_a_message_is_answered_on_its_own_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    aws = Aws()
    for name in ("MESSAGES_TABLE_NAME", "ROOMS_TABLE_NAME", "SOCKET_ENDPOINT_URL"):
        monkeypatch.setenv(name, name.lower())
    handler = started(monkeypatch, aws, design="chat", function_id="messages-handler")
    context = {"connectionId": "c1", "routeKey": "say", "eventType": "MESSAGE"}

    answer = handler({"requestContext": context, "body": "hello"}, None)

    assert answer == {"statusCode": 200}
    assert aws.calls == ["put_item messages_table_name", "post_to_connection"]


def _names_given(source: str) -> list[str]:
    """Return every name that a module gives a value to, in order."""
    targets = [t for statement in ast.parse(source).body for t in getattr(statement, "targets", ())]
    return [target.id for target in targets if isinstance(target, ast.Name)]


@pytest.mark.parametrize("name", NAMES)
def test_no_module_gives_a_name_twice(name: str) -> None:
    for code in lower(golden(name), Environment.PROD, load_facts()).code:
        given = _names_given(code.source)
        assert len(given) == len(set(given)), code.element_id


@pytest.mark.parametrize(
    ("kind", "verb", "client"),
    [
        ("dynamodb_table", "writes", "dynamodb"),
        ("eventbridge_bus", "publishes", "events"),
        ("firehose_stream", "publishes", "firehose"),
        ("kinesis_stream", "publishes", "kinesis"),
        ("lambda_function", "invokes", "lambda"),
        ("s3_bucket", "writes", "s3"),
        ("sns_topic", "publishes", "sns"),
        ("sqs_queue", "publishes", "log"),
        ("sqs_queue", "publishes", "sqs"),
        ("step_functions_workflow", "invokes", "steps"),
    ],
)
def test_a_neighbour_called_like_its_client_leaves_the_client_its_name(
    kind: str, verb: str, client: str
) -> None:
    design = a_design(
        [a_component("teller", "lambda_function"), a_component(client, kind)],
        [a_connection(f"teller {verb} {client}")],
    )

    source = next(c.source for c in lowered(design).code if c.element_id == "teller")

    assert f"{client.upper()}_ = " in source
    assert len(_names_given(source)) == len(set(_names_given(source)))
