"""Placeholder for handler: shows that the parts are connected. Put your own code here."""

import json
import logging
import os
import uuid

import boto3

LOG = logging.getLogger()
DYNAMODB = boto3.resource("dynamodb")
RECORDS = DYNAMODB.Table(os.environ["RECORDS_TABLE_NAME"])


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


def read(name):
    result = {"name": name}
    result["records"] = RECORDS.get_item(Key={"pk": name}).get("Item")
    return result


def work(body):
    LOG.info("working", extra={"size": len(json.dumps(body, default=str))})
    result = {"ok": True}
    RECORDS.put_item(Item={"pk": str(uuid.uuid4()), "body": json.dumps(body)})
    return result
