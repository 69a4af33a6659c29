"""Placeholder code of functions: small, working, and plainly not the product's own code."""

from collections.abc import Callable
from dataclasses import dataclass

from cloudwright.design.catalog.databases.proxy_properties import ProxyProperties
from cloudwright.design.catalog.functions.api_handlers import AUTHORIZER, REST, WEBSOCKET
from cloudwright.design.catalog.functions.private_neighbours import (
    ASKING,
    DATABASE,
    PROXY,
    RDS_CLIENT,
    SECRETS_CLIENT,
)
from cloudwright.design.catalog.kind import LoweringContext
from cloudwright.design.catalog.naming import variable
from cloudwright.design.model.architecture import Connection
from cloudwright.design.model.verbs import Verb

INLINE_BYTES = 4096  # the most that AWS::Lambda::Function Code.ZipFile takes

_HTTP = """
def handler(event, context):
    method = event["requestContext"]["http"]["method"]
    if method in ("GET", "HEAD"):
        return answer(200, read(event["rawPath"].rsplit("/", 1)[-1]))
    return answer(200, work(json.loads(event.get("body") or "{}")))


def answer(status, body):
    return {
        "statusCode": status,
        "headers": {"content-type": "application/json"},
        "body": json.dumps(body, default=str),
    }
"""
_QUEUE = """
def handler(event, context):
    failed = []
    for record in event["Records"]:
        try:
            work(json.loads(record["body"]))
        except Exception:
            LOG.exception("message failed, it will be delivered again")
            failed.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failed}
"""
_STREAM = """
def handler(event, context):
    for record in event["Records"]:
        try:
            work(json.loads(base64.b64decode(record["kinesis"]["data"])))
        except Exception:
            LOG.exception("record failed, the stream is read again from here")
            return {"batchItemFailures": [{"itemIdentifier": record["kinesis"]["sequenceNumber"]}]}
    return {"batchItemFailures": []}
"""
_EVENT = """
def handler(event, context):
    return work(event)
"""


# What a function answers, by the kind of the API that runs it; REST handlers take calls of HTTP APIs too.
_OF_APIS = {
    "websocket_api": (WEBSOCKET, "websocket"),
    "rest_api": (REST, "http"),
    "http_api": (_HTTP, "http"),
}
# The order of a function's work: take in, store, then tell others.
_STEPS = {Verb.READS: 0, Verb.WRITES: 1, Verb.PUBLISHES: 2, Verb.INVOKES: 3}


@dataclass(frozen=True, slots=True)
class _Use:
    """What code needs to use one neighbour: module-level lines, functions, and a line in `read` or `work`."""

    client: str = ""
    setup: str = ""
    functions: tuple[str, ...] = ()
    reading: str = ""
    working: str = ""


def placeholder(context: LoweringContext, function_id: str) -> str:
    """Return Python source with `handler(event, context)`, at most 4,096 bytes long."""
    connections = sorted(
        context.architecture.outgoing(function_id), key=lambda c: (_STEPS.get(c.verb, 0), c.id)
    )
    uses = [use for c in connections if (use := _use(context, c))]
    source = _source(context, function_id, uses=uses)
    while len(source.encode()) > INLINE_BYTES and uses:
        uses = uses[:-1]
        source = _source(context, function_id, uses=uses)
    return source


def _source(context: LoweringContext, function_id: str, *, uses: list[_Use]) -> str:
    handler, trigger = _trigger(context, function_id)
    work = "" if trigger == "schedule" else _work(uses)
    clients = dict.fromkeys(use.client for use in uses if use.client)
    setup = dict.fromkeys(use.setup for use in uses if use.setup)
    functions = dict.fromkeys(f"\n\n{each}" for use in uses for each in use.functions)
    using = "\n".join((*clients, *setup, *functions, work))
    lines = [
        f'"""Placeholder for {function_id}: shows that the parts are connected. Put your own code here."""',
        "",
        *(["import base64"] if trigger == "stream" else []),
        "import json",
        "import logging",
        *(f"import {module}" for module in ("os", "socket", "ssl", "uuid") if f"{module}." in using),
        *(["from functools import cache"] if "@cache" in using else []),
        *(["from urllib.parse import unquote_plus"] if "unquote_plus" in work else []),
        *(["", "import boto3"] if "boto3." in using else []),
        "",
        "LOG = logging.getLogger()",
        *clients,
        *setup,
        *functions,
        "",
        handler,
        *(_reading(uses) if trigger == "http" else []),
        "",
        "def work(body):",
        '    LOG.info("working", extra={"size": len(json.dumps(body, default=str))})',
        '    result = {"ok": True}',
        *work.splitlines(),
        "    return result",
        "",
    ]
    return "\n".join(lines)


def _work(uses: list[_Use]) -> str:
    return "\n".join(dict.fromkeys(use.working for use in uses if use.working))


def _reading(uses: list[_Use]) -> list[str]:
    return [
        "",
        "def read(name):",
        '    result = {"name": name}',
        *dict.fromkeys(use.reading for use in uses if use.reading),
        "    return result",
        "",
    ]


def _trigger(context: LoweringContext, function_id: str) -> tuple[str, str]:
    callers = {
        context.elements[c.source].component.kind
        for c in context.architecture.incoming(function_id)
        if c.verb is Verb.INVOKES
    }
    if any(c.verb is Verb.AUTHENTICATES for c in context.architecture.incoming(function_id)):
        return AUTHORIZER, "authorizer"
    for kind, found in _OF_APIS.items():
        if kind in callers:
            return found
    if callers & {"eventbridge_rule", "eventbridge_schedule"}:
        return _EVENT, "schedule"
    consumed = {
        context.elements[c.target].component.kind
        for c in context.architecture.outgoing(function_id)
        if c.verb is Verb.CONSUMES
    }
    if "kinesis_stream" in consumed:
        return _STREAM, "stream"
    if consumed:
        return _QUEUE, "queue"
    return _EVENT, "event"


def _use(context: LoweringContext, connection: Connection) -> _Use | None:
    kind = context.elements[connection.target].component.kind
    make = _USES.get((kind, connection.verb))
    return None if make is None else make(context, connection)


def _constant(connection: Connection) -> str:
    return variable(connection.target, "").rstrip("_")


def _table(context: LoweringContext, connection: Connection, *, reading: bool) -> _Use:
    name = _constant(connection)
    table = context.elements[connection.target].properties
    keys = [("partition_key", "partition_key_type"), ("sort_key", "sort_key_type")]
    named = [(getattr(table, k), getattr(table, t)) for k, t in keys if getattr(table, k)]
    read_key = ", ".join(f'"{k}": {_KEY_OF_NAME[t]}' for k, t in named)
    new_key = ", ".join(f'"{k}": {_NEW_KEY[t]}' for k, t in named)
    return _Use(
        client='DYNAMODB = boto3.resource("dynamodb")',
        setup=f'{name} = DYNAMODB.Table(os.environ["{variable(connection.target, "TABLE_NAME")}"])',
        reading=f'    result["{connection.target}"] = {name}.get_item(Key={{{read_key}}}).get("Item")'
        if reading
        else "",
        working="" if reading else f'    {name}.put_item(Item={{{new_key}, "body": json.dumps(body)}})',
    )


_KEY_OF_NAME = {"S": "name", "N": "int(name)", "B": "name.encode()"}
_NEW_KEY = {"S": "str(uuid.uuid4())", "N": "uuid.uuid4().int >> 64", "B": "uuid.uuid4().bytes"}


def _table_reads(context: LoweringContext, connection: Connection) -> _Use:
    return _table(context, connection, reading=True)


def _table_writes(context: LoweringContext, connection: Connection) -> _Use:
    return _table(context, connection, reading=False)


def _bucket_reads(_: LoweringContext, connection: Connection) -> _Use:
    name = _constant(connection)
    return _Use(
        client='S3 = boto3.client("s3")',
        setup=_setup(connection, "BUCKET_NAME"),
        reading=f'    result["{connection.target}"] = S3.generate_presigned_url(\n'
        f'        "get_object", Params={{"Bucket": {name}, "Key": name}}, ExpiresIn=300\n    )',
        working='    for record in body.get("Records", []):\n'
        '        key = unquote_plus(record["s3"]["object"]["key"])\n'
        f'        result[key] = S3.get_object(Bucket={name}, Key=key)["ContentLength"]',
    )


def _bucket_writes(context: LoweringContext, connection: Connection) -> _Use:
    """Behind an API sign an upload, elsewhere write an object."""
    name = _constant(connection)
    signing = (
        f'    result["{connection.target}"] = S3.generate_presigned_url(\n'
        f'        "put_object", Params={{"Bucket": {name}, "Key": str(uuid.uuid4())}}, ExpiresIn=300\n    )'
    )
    storing = f"    S3.put_object(Bucket={name}, Key=str(uuid.uuid4()), Body=json.dumps(result).encode())"
    return _Use(
        client='S3 = boto3.client("s3")',
        setup=_setup(connection, "BUCKET_NAME"),
        working=signing if _trigger(context, connection.source)[1] == "http" else storing,
    )


def _topic_publishes(_: LoweringContext, connection: Connection) -> _Use:
    return _Use(
        client='SNS = boto3.client("sns")',
        setup=_setup(connection, "TOPIC_ARN"),
        working=f"    SNS.publish(TopicArn={_constant(connection)}, Message=json.dumps(result))",
    )


def _queue_publishes(_: LoweringContext, connection: Connection) -> _Use:
    return _Use(
        client='SQS = boto3.client("sqs")',
        setup=_setup(connection, "QUEUE_URL"),
        working=f"    SQS.send_message(QueueUrl={_constant(connection)}, MessageBody=json.dumps(body))",
    )


def _workflow_invokes(_: LoweringContext, connection: Connection) -> _Use:
    return _Use(
        client='STEPS = boto3.client("stepfunctions")',
        setup=_setup(connection, "WORKFLOW_ARN"),
        working="    started = STEPS.start_execution("
        f"stateMachineArn={_constant(connection)}, input=json.dumps(body))\n"
        f'    result["{connection.target}"] = started["executionArn"]',
    )


def _stream_publishes(_: LoweringContext, connection: Connection) -> _Use:
    return _Use(
        client='KINESIS = boto3.client("kinesis")',
        setup=_setup(connection, "STREAM_NAME"),
        working="    KINESIS.put_record(\n"
        f"        StreamName={_constant(connection)},\n"
        "        Data=json.dumps(body).encode(),\n"
        "        PartitionKey=str(uuid.uuid4()),\n    )",
    )


def _delivery_publishes(_: LoweringContext, connection: Connection) -> _Use:
    name = _constant(connection)
    return _Use(
        client='FIREHOSE = boto3.client("firehose")',
        setup=_setup(connection, "DELIVERY_STREAM_NAME"),
        working='    line = (json.dumps(body) + "\\n").encode()\n'
        f'    FIREHOSE.put_record(DeliveryStreamName={name}, Record={{"Data": line}})',
    )


def _bus_publishes(context: LoweringContext, connection: Connection) -> _Use:
    source = variable(connection.target, "EVENT_SOURCE")
    return _Use(
        client='EVENTS = boto3.client("events")',
        setup=_setup(connection, "BUS_NAME"),
        working="    event = {\n"
        f'        "EventBusName": {_constant(connection)},\n'
        f'        "Source": os.environ["{source}"],\n'
        f'        "DetailType": "{_listened_for(context, connection.target)}",\n'
        '        "Detail": json.dumps(result, default=str),\n'
        "    }\n"
        "    EVENTS.put_events(Entries=[event])",
    )


def _listened_for(context: LoweringContext, bus_id: str) -> str:
    """Return an event type that a rule on the bus takes."""
    for rule in context.architecture.incoming(bus_id):
        if rule.verb is Verb.CONSUMES:
            wanted = getattr(context.elements[rule.source].properties, "detail_types", ())
            if wanted:
                return str(wanted[0])
    return "Done"


def _function_invokes(_: LoweringContext, connection: Connection) -> _Use:
    return _Use(
        client='LAMBDA = boto3.client("lambda")',
        setup=_setup(connection, "FUNCTION_NAME"),
        working=f"    LAMBDA.invoke(FunctionName={_constant(connection)},"
        ' InvocationType="Event", Payload=json.dumps(body))',
    )


def _secret_reads(_: LoweringContext, connection: Connection) -> _Use:
    """The value is asked for once and stays in memory; the answer says only whether there is one."""
    call = f'    result["{connection.target}"] = bool(secret("{variable(connection.target, "SECRET_ARN")}"))'
    return _Use(client=SECRETS_CLIENT, functions=(ASKING,), reading=call, working=call)


def _parameter_reads(_: LoweringContext, connection: Connection) -> _Use:
    name = variable(connection.target, "PARAMETER_NAME")
    call = f'    result["{connection.target}"] = bool(parameter("{name}"))'
    asking = """@cache
def parameter(name):
    return SSM.get_parameter(Name=os.environ[name], WithDecryption=True)["Parameter"]["Value"]"""
    return _Use(client='SSM = boto3.client("ssm")', functions=(asking,), reading=call, working=call)


def _websocket_publishes(_: LoweringContext, connection: Connection) -> _Use:
    """Answer on the connection that a message came from."""
    name = _constant(connection)
    endpoint = f'os.environ["{variable(connection.target, "ENDPOINT_URL")}"]'
    return _Use(
        setup=f'{name} = boto3.client("apigatewaymanagementapi", endpoint_url={endpoint})',
        working=f'    if "connection" in body:\n        {name}.post_to_connection('
        'ConnectionId=body["connection"], Data=json.dumps(result))',
    )


def _database(_: LoweringContext, connection: Connection) -> _Use:
    """The runtime has no driver for databases: a connection that opens shows that the network lets it."""
    call = f'    result["{connection.target}"] = database("{_constant(connection)}")'
    return _Use(client=SECRETS_CLIENT, functions=(ASKING, DATABASE), reading=call, working=call)


def _proxy(context: LoweringContext, connection: Connection) -> _Use:
    wanted = context.elements[connection.target].properties
    if isinstance(wanted, ProxyProperties) and not wanted.iam_authentication:
        return _database(context, connection)
    call = f'    result["{connection.target}"] = proxy("{_constant(connection)}")'
    return _Use(client=RDS_CLIENT, functions=(PROXY,), reading=call, working=call)


def _setup(connection: Connection, suffix: str) -> str:
    return f'{_constant(connection)} = os.environ["{variable(connection.target, suffix)}"]'


_USES: dict[tuple[str, Verb], Callable[[LoweringContext, Connection], _Use]] = {
    ("dynamodb_table", Verb.READS): _table_reads,
    ("dynamodb_table", Verb.WRITES): _table_writes,
    ("s3_bucket", Verb.READS): _bucket_reads,
    ("s3_bucket", Verb.WRITES): _bucket_writes,
    ("sns_topic", Verb.PUBLISHES): _topic_publishes,
    ("sqs_queue", Verb.PUBLISHES): _queue_publishes,
    ("lambda_function", Verb.INVOKES): _function_invokes,
    ("eventbridge_bus", Verb.PUBLISHES): _bus_publishes,
    ("firehose_stream", Verb.PUBLISHES): _delivery_publishes,
    ("kinesis_stream", Verb.PUBLISHES): _stream_publishes,
    ("step_functions_workflow", Verb.INVOKES): _workflow_invokes,
    ("secrets_manager_secret", Verb.READS): _secret_reads,
    ("ssm_parameter", Verb.READS): _parameter_reads,
    ("websocket_api", Verb.PUBLISHES): _websocket_publishes,
    ("aurora_cluster", Verb.READS): _database,
    ("aurora_cluster", Verb.WRITES): _database,
    ("rds_instance", Verb.READS): _database,
    ("rds_instance", Verb.WRITES): _database,
    ("rds_proxy", Verb.READS): _proxy,
    ("rds_proxy", Verb.WRITES): _proxy,
}
