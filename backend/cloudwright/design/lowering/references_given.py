"""What people are asked for about a resource that exists already: a label, how the value looks, an example.

Account numbers and ids in examples are those that AWS's own documentation uses.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_ACCOUNT = "111122223333"
_ARN = r"^arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:[0-9]*:.+$"


@dataclass(frozen=True, slots=True)
class Given:
    """`label` goes before the title of the component; `pattern` is a regular expression."""

    label: str
    example: str = ""
    pattern: str | None = None


def _arn(thing: str, *, service: str, resource: str, place: str = f"us-east-1:{_ACCOUNT}") -> Given:
    pattern = rf"^arn:aws[a-z-]*:{service}:[a-z0-9-]*:[0-9]*:.+$"
    return Given(f"ARN of the {thing}", f"arn:aws:{service}:{place}:{resource}", pattern)


def _id(thing: str, *, prefix: str) -> Given:
    return Given(f"Id of the {thing}", f"{prefix}-0123456789abcdef0", rf"^{prefix}-[0-9a-f]{{8,17}}$")


_ZONE = Given("Id of the hosted zone", "Z0123456789ABCDEFGHIJ", r"^Z[A-Z0-9]{3,31}$")
_VPC = _id("VPC", prefix="vpc")
_SUBNET = _id("subnet", prefix="subnet")
_GROUP = _id("security group", prefix="sg")
_RANGE = Given("IPv4 range of the VPC", "10.0.0.0/16", r"^[0-9]{1,3}(\.[0-9]{1,3}){3}/[0-9]{1,2}$")
_TOPIC = _arn("topic", service="sns", resource="alerts")
_SECRET = _arn("secret", service="secretsmanager", resource="secret:shop-token-AbCdEf")
_QUEUE_URL = Given(
    "URL of the queue",
    f"https://sqs.us-east-1.amazonaws.com/{_ACCOUNT}/orders",
    r"^https://sqs\..+/[0-9]{12}/.+$",
)

# By type and attribute; no attribute stands for what Ref returns.
GIVEN: Mapping[tuple[str, str | None], Given] = {
    ("AWS::Cognito::UserPool", None): Given(
        "Id of the user pool", "us-east-1_AbCdEf123", r"^[a-z0-9-]+_[A-Za-z0-9]+$"
    ),
    ("AWS::Cognito::UserPool", "Arn"): _arn(
        "user pool", service="cognito-idp", resource="userpool/us-east-1_AbCdEf123"
    ),
    ("AWS::Cognito::UserPoolClient", None): Given(
        "Id of the app client", "1example23456789abcdefghij", r"^[a-z0-9]{20,32}$"
    ),
    ("AWS::DynamoDB::Table", None): Given("Name of the table", "orders", r"^[A-Za-z0-9_.-]{3,255}$"),
    ("AWS::DynamoDB::Table", "Arn"): _arn("table", service="dynamodb", resource="table/orders"),
    ("AWS::EC2::SecurityGroup", None): _GROUP,
    ("AWS::EC2::SecurityGroup", "GroupId"): _GROUP,
    ("AWS::EC2::RouteTable", None): _id("route table", prefix="rtb"),
    ("AWS::EC2::VPC", None): _VPC,
    ("AWS::EC2::VPC", "VpcId"): _VPC,
    ("AWS::EC2::VPC", "CidrBlock"): _RANGE,
    ("AWS::Events::EventBus", None): Given("Name of the event bus", "orders", r"^[/.A-Za-z0-9_-]{1,256}$"),
    ("AWS::Events::EventBus", "Arn"): _arn("event bus", service="events", resource="event-bus/orders"),
    ("AWS::KMS::Key", None): Given(
        "Id of the key", "1234abcd-12ab-34cd-56ef-1234567890ab", r"^[0-9a-f-]{36}$|^mrk-[0-9a-f]{32}$"
    ),
    ("AWS::KMS::Key", "Arn"): _arn("key", service="kms", resource="key/1234abcd-12ab-34cd-56ef-1234567890ab"),
    ("AWS::Route53::HostedZone", None): _ZONE,
    ("AWS::Route53::HostedZone", "Id"): _ZONE,
    ("AWS::S3::Bucket", None): Given("Name of the bucket", "amzn-s3-demo-bucket", r"^[a-z0-9.-]{3,63}$"),
    ("AWS::S3::Bucket", "Arn"): _arn("bucket", service="s3", resource="amzn-s3-demo-bucket", place=":"),
    ("AWS::SNS::Topic", None): _TOPIC,
    ("AWS::SNS::Topic", "TopicArn"): _TOPIC,
    ("AWS::SQS::Queue", None): _QUEUE_URL,
    ("AWS::SQS::Queue", "QueueUrl"): _QUEUE_URL,
    ("AWS::SQS::Queue", "Arn"): _arn("queue", service="sqs", resource="orders"),
    ("AWS::SQS::Queue", "QueueName"): Given("Name of the queue", "orders", r"^[A-Za-z0-9_-]{1,80}(\.fifo)?$"),
    ("AWS::SSM::Parameter", None): Given(
        "Name, with its first slash, of the parameter", "/shop/setting", r"^/[A-Za-z0-9_./-]+$"
    ),
    ("AWS::SecretsManager::Secret", None): _SECRET,
    ("AWS::SecretsManager::Secret", "Id"): _SECRET,
}


def told(type_name: str, attribute: str | None, *, part: str) -> Given:
    """Return what to ask for; `part` names the resource where its type is not in the table."""
    if type_name == "AWS::EC2::Subnet" and attribute in {None, "SubnetId"}:
        return _relabelled(_SUBNET, f"Id of the {part.replace('-', ' ')} of")
    found = GIVEN.get((type_name, attribute))
    if found is not None:
        return found
    thing = part.replace("-", " ")
    if attribute is not None and attribute.endswith("Arn"):
        return Given(f"ARN of the {thing}", pattern=_ARN)
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", attribute or "name or id")
    return Given(f"{words[:1].upper()}{words[1:]} of the {thing}")


def _relabelled(given: Given, label: str) -> Given:
    return Given(label, given.example, given.pattern)
