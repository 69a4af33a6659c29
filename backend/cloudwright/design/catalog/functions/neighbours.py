"""How placeholder functions use what they are connected to."""

from collections.abc import Callable
from dataclasses import dataclass

from cloudwright.design.catalog.databases.proxy_properties import ProxyProperties
from cloudwright.design.catalog.functions.private_neighbours import (
    ASKING,
    CACHE,
    DATABASE,
    FILES,
    PROXY,
    RDS_CLIENT,
    SECRETS_CLIENT,
)
from cloudwright.design.catalog.functions.triggers import trigger
from cloudwright.design.catalog.kind import LoweringContext
from cloudwright.design.catalog.naming import variable
from cloudwright.design.model.architecture import Connection
from cloudwright.design.model.verbs import Verb


@dataclass(frozen=True, slots=True)
class Use:
    """What code needs to use one neighbour: module-level lines, functions, and a line in `read` or `work`."""

    client: str = ""
    setup: str = ""
    functions: tuple[str, ...] = ()
    reading: str = ""
    working: str = ""


def use(context: LoweringContext, connection: Connection) -> Use | None:
    """Return what code needs for the connection, or None when it needs nothing."""
    kind = context.elements[connection.target].component.kind
    make = _USES.get((kind, connection.verb))
    return None if make is None else make(context, connection)


_CLIENTS = frozenset(
    "DYNAMODB EVENTS FIREHOSE KINESIS LAMBDA LOG RDS S3 SECRETS SNS SQS SSM STEPS".split()  # noqa: SIM905 (one line)
)


def _constant(connection: Connection) -> str:
    """Return what code calls the neighbour; one called like a client gets Python's usual underscore."""
    name = _start(connection)
    return f"{name}_" if name in _CLIENTS else name


def _start(connection: Connection) -> str:
    """Return how the environment variables about the neighbour begin."""
    return variable(connection.target, "").rstrip("_")


def _table(context: LoweringContext, connection: Connection, *, reading: bool) -> Use:
    name = _constant(connection)
    table = context.elements[connection.target].properties
    keys = [("partition_key", "partition_key_type"), ("sort_key", "sort_key_type")]
    named = [(getattr(table, k), getattr(table, t)) for k, t in keys if getattr(table, k)]
    read_key = ", ".join(f'"{k}": {_KEY_OF_NAME[t]}' for k, t in named)
    new_key = ", ".join(f'"{k}": {_NEW_KEY[t]}' for k, t in named)
    return Use(
        client='DYNAMODB = boto3.resource("dynamodb")',
        setup=f'{name} = DYNAMODB.Table(os.environ["{variable(connection.target, "TABLE_NAME")}"])',
        reading=f'    result["{connection.target}"] = {name}.get_item(Key={{{read_key}}}).get("Item")'
        if reading
        else "",
        working="" if reading else f'    {name}.put_item(Item={{{new_key}, "body": json.dumps(body)}})',
    )


_KEY_OF_NAME = {"S": "name", "N": "int(name)", "B": "name.encode()"}
_NEW_KEY = {"S": "str(uuid.uuid4())", "N": "uuid.uuid4().int >> 64", "B": "uuid.uuid4().bytes"}


def _table_reads(context: LoweringContext, connection: Connection) -> Use:
    return _table(context, connection, reading=True)


def _table_writes(context: LoweringContext, connection: Connection) -> Use:
    return _table(context, connection, reading=False)


def _bucket_reads(_: LoweringContext, connection: Connection) -> Use:
    name = _constant(connection)
    return Use(
        client='S3 = boto3.client("s3")',
        setup=_setup(connection, "BUCKET_NAME"),
        reading=f'    result["{connection.target}"] = S3.generate_presigned_url(\n'
        f'        "get_object", Params={{"Bucket": {name}, "Key": name}}, ExpiresIn=300\n    )',
        working='    for record in body.get("Records", []):\n'
        '        key = unquote_plus(record["s3"]["object"]["key"])\n'
        f'        result[key] = S3.get_object(Bucket={name}, Key=key)["ContentLength"]',
    )


def _bucket_writes(context: LoweringContext, connection: Connection) -> Use:
    """Behind an API sign an upload, elsewhere write an object."""
    name = _constant(connection)
    signing = (
        f'    result["{connection.target}"] = S3.generate_presigned_url(\n'
        f'        "put_object", Params={{"Bucket": {name}, "Key": str(uuid.uuid4())}}, ExpiresIn=300\n    )'
    )
    storing = f"    S3.put_object(Bucket={name}, Key=str(uuid.uuid4()), Body=json.dumps(result).encode())"
    return Use(
        client='S3 = boto3.client("s3")',
        setup=_setup(connection, "BUCKET_NAME"),
        working=signing if trigger(context, connection.source)[1] == "http" else storing,
    )


def _topic_publishes(_: LoweringContext, connection: Connection) -> Use:
    return Use(
        client='SNS = boto3.client("sns")',
        setup=_setup(connection, "TOPIC_ARN"),
        working=f"    SNS.publish(TopicArn={_constant(connection)}, Message=json.dumps(result))",
    )


def _queue_publishes(_: LoweringContext, connection: Connection) -> Use:
    return Use(
        client='SQS = boto3.client("sqs")',
        setup=_setup(connection, "QUEUE_URL"),
        working=f"    SQS.send_message(QueueUrl={_constant(connection)}, MessageBody=json.dumps(body))",
    )


def _workflow_invokes(_: LoweringContext, connection: Connection) -> Use:
    return Use(
        client='STEPS = boto3.client("stepfunctions")',
        setup=_setup(connection, "WORKFLOW_ARN"),
        working="    started = STEPS.start_execution("
        f"stateMachineArn={_constant(connection)}, input=json.dumps(body))\n"
        f'    result["{connection.target}"] = started["executionArn"]',
    )


def _stream_publishes(_: LoweringContext, connection: Connection) -> Use:
    return Use(
        client='KINESIS = boto3.client("kinesis")',
        setup=_setup(connection, "STREAM_NAME"),
        working="    KINESIS.put_record(\n"
        f"        StreamName={_constant(connection)},\n"
        "        Data=json.dumps(body).encode(),\n"
        "        PartitionKey=str(uuid.uuid4()),\n    )",
    )


def _delivery_publishes(_: LoweringContext, connection: Connection) -> Use:
    name = _constant(connection)
    return Use(
        client='FIREHOSE = boto3.client("firehose")',
        setup=_setup(connection, "DELIVERY_STREAM_NAME"),
        working='    line = (json.dumps(body) + "\\n").encode()\n'
        f'    FIREHOSE.put_record(DeliveryStreamName={name}, Record={{"Data": line}})',
    )


def _bus_publishes(context: LoweringContext, connection: Connection) -> Use:
    source = variable(connection.target, "EVENT_SOURCE")
    return Use(
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


def _function_invokes(_: LoweringContext, connection: Connection) -> Use:
    return Use(
        client='LAMBDA = boto3.client("lambda")',
        setup=_setup(connection, "FUNCTION_NAME"),
        working=f"    LAMBDA.invoke(FunctionName={_constant(connection)},"
        ' InvocationType="Event", Payload=json.dumps(body))',
    )


def _secret_reads(_: LoweringContext, connection: Connection) -> Use:
    """The value is asked for once and stays in memory; the answer says only whether there is one."""
    call = f'    result["{connection.target}"] = bool(secret("{variable(connection.target, "SECRET_ARN")}"))'
    return Use(client=SECRETS_CLIENT, functions=(ASKING,), reading=call, working=call)


def _parameter_reads(_: LoweringContext, connection: Connection) -> Use:
    name = variable(connection.target, "PARAMETER_NAME")
    call = f'    result["{connection.target}"] = bool(parameter("{name}"))'
    asking = """@cache
def parameter(name):
    return SSM.get_parameter(Name=os.environ[name], WithDecryption=True)["Parameter"]["Value"]"""
    return Use(client='SSM = boto3.client("ssm")', functions=(asking,), reading=call, working=call)


def _websocket_publishes(_: LoweringContext, connection: Connection) -> Use:
    """Answer on the connection that a message came from."""
    name = _constant(connection)
    endpoint = f'os.environ["{variable(connection.target, "ENDPOINT_URL")}"]'
    return Use(
        setup=f'{name} = boto3.client("apigatewaymanagementapi", endpoint_url={endpoint})',
        working=f'    if "connection" in body:\n        {name}.post_to_connection('
        'ConnectionId=body["connection"], Data=json.dumps(result))',
    )


def _database(_: LoweringContext, connection: Connection) -> Use:
    """The runtime has no driver for databases: a connection that opens shows that the network lets it."""
    call = f'    result["{connection.target}"] = database("{_start(connection)}")'
    return Use(client=SECRETS_CLIENT, functions=(ASKING, DATABASE), reading=call, working=call)


def _proxy(context: LoweringContext, connection: Connection) -> Use:
    wanted = context.elements[connection.target].properties
    if isinstance(wanted, ProxyProperties) and not wanted.iam_authentication:
        return _database(context, connection)
    call = f'    result["{connection.target}"] = proxy("{_start(connection)}")'
    return Use(client=RDS_CLIENT, functions=(PROXY,), reading=call, working=call)


def _cache(_: LoweringContext, connection: Connection) -> Use:
    call = f'    result["{connection.target}"] = cache("{_start(connection)}")'
    return Use(functions=(CACHE,), reading=call, working=call)


def _files_read(_: LoweringContext, connection: Connection) -> Use:
    call = f'    result["{connection.target}"] = len(os.listdir({_constant(connection)}))'
    return Use(setup=_setup(connection, "PATH"), reading=call, working=call)


def _files_written(_: LoweringContext, connection: Connection) -> Use:
    call = f'    result["{connection.target}"] = keep({_constant(connection)}, body)'
    return Use(setup=_setup(connection, "PATH"), functions=(FILES,), working=call)


def _balancer(_: LoweringContext, connection: Connection) -> Use:
    address = f'os.environ["{variable(connection.target, "URL")}"]'
    return Use(
        working=f"    with urlopen({address}, timeout=5) as called:\n"
        f'        result["{connection.target}"] = called.status'
    )


def _setup(connection: Connection, suffix: str) -> str:
    return f'{_constant(connection)} = os.environ["{variable(connection.target, suffix)}"]'


_USES: dict[tuple[str, Verb], Callable[[LoweringContext, Connection], Use]] = {
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
    ("elasticache_cache", Verb.READS): _cache,
    ("elasticache_cache", Verb.WRITES): _cache,
    ("efs_file_system", Verb.READS): _files_read,
    ("efs_file_system", Verb.WRITES): _files_written,
    ("application_load_balancer", Verb.INVOKES): _balancer,
    ("rds_proxy", Verb.READS): _proxy,
    ("rds_proxy", Verb.WRITES): _proxy,
}
