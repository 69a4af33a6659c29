"""How placeholder functions are called: by APIs, queues, streams and events."""

from cloudwright.design.catalog.functions.api_handlers import AUTHORIZER, REST, WEBSOCKET
from cloudwright.design.catalog.kind import LoweringContext
from cloudwright.design.model.verbs import Verb

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

# What a function answers, by the kind of what calls it; REST handlers take calls of HTTP APIs and of
# load balancers too.
_OF_APIS = {
    "websocket_api": (WEBSOCKET, "websocket"),
    "application_load_balancer": (REST, "http"),
    "rest_api": (REST, "http"),
    "http_api": (_HTTP, "http"),
}


def trigger(context: LoweringContext, function_id: str) -> tuple[str, str]:
    """Return the source of the handler, and what kind of call it takes."""
    callers = {
        context.elements[c.source].component.kind
        for c in context.architecture.incoming(function_id)
        if c.verb in (Verb.INVOKES, Verb.ROUTES)
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
