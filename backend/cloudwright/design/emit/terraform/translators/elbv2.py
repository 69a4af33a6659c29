"""Elastic Load Balancing. Attributes are names and values in CloudFormation, arguments in Terraform."""

from collections.abc import Iterable, Mapping

from cloudwright.design.emit.terraform.hcl.tree import Attribute, Block, Item, Token
from cloudwright.design.emit.terraform.reader import Reader, Spec
from cloudwright.design.emit.terraform.translator import Translator
from cloudwright.design.emit.terraform.writers import TAGS, Custom, Nested

_ARGUMENTS: Mapping[str, str] = {
    "deletion_protection.enabled": "enable_deletion_protection",
    "idle_timeout.timeout_seconds": "idle_timeout",
    "routing.http.drop_invalid_header_fields.enabled": "drop_invalid_header_fields",
    "load_balancing.cross_zone.enabled": "enable_cross_zone_load_balancing",
    "deregistration_delay.timeout_seconds": "deregistration_delay",
}
_LOGS = "access_logs.s3."
_ATTACHMENT = "aws_lb_target_group_attachment"


def _plain(reader: Reader) -> Token:
    """Return a number or a truth value that CloudFormation has as text."""
    return Token(reader.literal("Value"))


def _attributes(reader: Reader, name: str) -> Iterable[Item]:
    logs: list[Item] = []
    for child in reader.children(name):
        key = child.literal("Key")
        if key.startswith(_LOGS):
            argument = key.removeprefix(_LOGS)
            value = _plain(child) if argument == "enabled" else child.expression("Value")
            logs.append(Attribute(argument, value))
        elif key in _ARGUMENTS:
            yield Attribute(_ARGUMENTS[key], _plain(child))
        else:
            raise child.refusal("Key")
    if logs:
        yield Block("access_logs", (), tuple(logs))


_NAMED_VALUE: Spec = {"Key": "key", "Value": "value"}

BALANCER = Translator(
    type="AWS::ElasticLoadBalancingV2::LoadBalancer",
    resource="aws_lb",
    arguments={
        "Name": "name",
        "Type": "load_balancer_type",
        "Scheme": Custom(
            lambda reader, name: [
                Attribute(
                    "internal",
                    Token("true" if reader.literal(name) == "internal" else "false"),
                    reader.why(name),
                )
            ]
        ),
        "IpAddressType": "ip_address_type",
        "Subnets": "subnets",
        "SecurityGroups": "security_groups",
        "LoadBalancerAttributes": Custom(_attributes, _NAMED_VALUE),
        "Tags": TAGS,
    },
    references={
        "": "arn",
        "LoadBalancerArn": "arn",
        "DNSName": "dns_name",
        "CanonicalHostedZoneID": "zone_id",
        "LoadBalancerFullName": "arn_suffix",
    },
    named="name",
)


def _check(reader: Reader, name: str) -> Iterable[Item]:
    """Write the health check, whose properties stand side by side in CloudFormation, as one block."""
    written = {
        "HealthCheckProtocol": "protocol",
        "HealthCheckPath": "path",
        "HealthCheckIntervalSeconds": "interval",
        "HealthyThresholdCount": "healthy_threshold",
        "UnhealthyThresholdCount": "unhealthy_threshold",
    }
    items = [reader.argument(to, of) for of, to in written.items() if of in reader.values]
    if "Matcher" in reader.values:
        items.append(reader.child("Matcher").argument("matcher", "HttpCode"))
    yield Block("health_check", (), tuple(items), reader.why(name))


def _nothing(_: Reader, _name: str) -> Iterable[Item]:
    """Write nothing: it stands in the block of the health check."""
    return ()


_IN_CHECK = Custom(_nothing)


def _targets(reader: Reader, name: str) -> Iterable[Item]:
    for child in reader.children(name):
        group = Attribute("target_group_arn", Token(f"{reader.address}.arn"))
        target = child.argument("target_id", "Id")
        reader.page.after.append(Block("resource", (_ATTACHMENT, reader.label), (group, target)))
    return ()


TARGET_GROUP = Translator(
    type="AWS::ElasticLoadBalancingV2::TargetGroup",
    resource="aws_lb_target_group",
    arguments={
        "Name": "name",
        "TargetType": "target_type",
        "Protocol": "protocol",
        "Port": "port",
        "VpcId": "vpc_id",
        "HealthCheckProtocol": Custom(_check),
        "HealthCheckPath": _IN_CHECK,
        "Matcher": Custom(_nothing, {"HttpCode": "matcher"}),
        "HealthCheckIntervalSeconds": _IN_CHECK,
        "HealthyThresholdCount": _IN_CHECK,
        "UnhealthyThresholdCount": _IN_CHECK,
        "TargetGroupAttributes": Custom(_attributes, _NAMED_VALUE),
        "Targets": Custom(_targets, {"Id": "target_id"}),
        "Tags": TAGS,
    },
    references={"": "arn", "TargetGroupArn": "arn", "TargetGroupFullName": "arn_suffix"},
    companions=(_ATTACHMENT,),
    always=(Block("lifecycle", (), (Attribute("create_before_destroy", Token("true")),)),),
    named="name",
    waits=_ATTACHMENT,
)

_ACTION: Spec = {
    "Type": "type",
    "TargetGroupArn": "target_group_arn",
    "RedirectConfig": Nested(
        "redirect", {"Protocol": "protocol", "Port": "port", "StatusCode": "status_code"}
    ),
    "FixedResponseConfig": Nested(
        "fixed_response",
        {"StatusCode": "status_code", "ContentType": "content_type", "MessageBody": "message_body"},
    ),
}


def _certificate(reader: Reader, name: str) -> Iterable[Item]:
    certificates = reader.children(name)
    if len(certificates) != 1:
        raise reader.refusal(name, reason="a listener has one certificate of its own")
    yield certificates[0].argument("certificate_arn", "CertificateArn")


LISTENER = Translator(
    type="AWS::ElasticLoadBalancingV2::Listener",
    resource="aws_lb_listener",
    arguments={
        "LoadBalancerArn": "load_balancer_arn",
        "Port": "port",
        "Protocol": "protocol",
        "SslPolicy": "ssl_policy",
        "Certificates": Custom(_certificate, {"CertificateArn": "certificate_arn"}),
        "DefaultActions": Nested("default_action", _ACTION),
        "Tags": TAGS,
    },
    references={"": "arn", "ListenerArn": "arn"},
)


def _condition(reader: Reader, name: str) -> Iterable[Item]:
    for child in reader.children(name):
        field = child.literal("Field")
        if field == "path-pattern":
            values = child.child("PathPatternConfig").argument("values", "Values")
            yield Block("condition", (), (Block("path_pattern", (), (values,)),))
        elif field == "http-header":
            header = child.child("HttpHeaderConfig")
            asked = (
                header.argument("http_header_name", "HttpHeaderName"),
                header.argument("values", "Values"),
            )
            yield Block("condition", (), (Block("http_header", (), asked),))
        else:
            raise child.refusal("Field")


RULE = Translator(
    type="AWS::ElasticLoadBalancingV2::ListenerRule",
    resource="aws_lb_listener_rule",
    arguments={
        "ListenerArn": "listener_arn",
        "Priority": "priority",
        "Conditions": Custom(
            _condition,
            {
                "Field": "path_pattern",
                "PathPatternConfig": Nested("path_pattern", {"Values": "values"}),
                "HttpHeaderConfig": Nested(
                    "http_header", {"HttpHeaderName": "http_header_name", "Values": "values"}
                ),
            },
        ),
        "Actions": Nested("action", _ACTION),
        "Tags": TAGS,
    },
    references={"": "arn", "RuleArn": "arn"},
)

TRANSLATORS = (BALANCER, TARGET_GROUP, LISTENER, RULE)
