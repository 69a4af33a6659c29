"""How placeholder functions take what API Gateway gives them, beside calls of HTTP APIs."""

# A function behind a REST API, or behind both: the two name the method and the path differently.
REST = """
def handler(event, context):
    method = event.get("httpMethod") or event["requestContext"]["http"]["method"]
    path = event.get("path") or event["rawPath"]
    if method in ("GET", "HEAD"):
        return answer(200, read(path.rsplit("/", 1)[-1]))
    return answer(200, work(json.loads(event.get("body") or "{}")))


def answer(status, body):
    return {
        "statusCode": status,
        "headers": {"content-type": "application/json"},
        "body": json.dumps(body, default=str),
    }
"""
WEBSOCKET = """
def handler(event, context):
    call = event["requestContext"]
    LOG.info("called", extra={"route": call["routeKey"], "event": call["eventType"]})
    if call["eventType"] == "MESSAGE":
        work({"connection": call["connectionId"], "message": event.get("body")})
    return {"statusCode": 200}
"""
AUTHORIZER = """
def handler(event, context):
    LOG.warning("nobody is let in until your own code checks who asks")
    refusal = {"Action": "execute-api:Invoke", "Effect": "Deny", "Resource": event["methodArn"]}
    policy = {"Version": "2012-10-17", "Statement": [refusal]}
    return {"principalId": "nobody", "policyDocument": policy}
"""
