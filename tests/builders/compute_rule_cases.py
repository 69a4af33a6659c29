"""Rules about load balancers, containers and instances."""

from builders.computed import a_component as component
from builders.computed import a_connection as connection
from builders.computed import a_subject as subject
from builders.computed import an_architecture as architecture
from builders.rule_case import Case, Properties, differ
from cloudwright.design.review.subject import Subject

_BALANCER = "AWS::ElasticLoadBalancingV2::LoadBalancer"
_LISTENER = "AWS::ElasticLoadBalancingV2::Listener"
_TEMPLATE = "AWS::EC2::LaunchTemplate"
_GROUP = "AWS::AutoScaling::AutoScalingGroup"


def _balancer(*sentences: str) -> Subject:
    drawn = architecture(
        component("visitors", "external_actor"),
        component("entrance", "application_load_balancer"),
        component("firewall", "waf_web_acl"),
        component("proof", "acm_certificate"),
        connections=tuple(map(connection, sentences)),
    )
    return subject(architecture=drawn)


def _attribute(rule_id: str, name: str) -> Case:
    on: Properties = {"Type": "application", "LoadBalancerAttributes": [{"Key": name, "Value": "true"}]}
    return differ(rule_id, _BALANCER, {"Type": "application", "LoadBalancerAttributes": []}, on)


def _container(**properties: str | bool) -> Properties:
    safe: Properties = {"User": "101", "ReadonlyRootFilesystem": True}
    return {"ContainerDefinitions": [{**safe, **properties}]}


def _network(address: str) -> Properties:
    return {"NetworkConfiguration": {"AwsvpcConfiguration": {"AssignPublicIp": address}}}


def _disk(**properties: bool) -> Properties:
    return {"LaunchTemplateData": {"BlockDeviceMappings": [{"Ebs": {"VolumeSize": 20, **properties}}]}}


def _insights(value: str) -> Properties:
    return {"ClusterSettings": [{"Name": "containerInsights", "Value": value}]}


COMPUTE_CASES = (
    differ(
        "CW-ELB-001",
        _LISTENER,
        {"Protocol": "HTTP", "DefaultActions": [{"Type": "forward"}]},
        {"Protocol": "HTTP", "DefaultActions": [{"Type": "redirect"}]},
    ),
    Case("CW-ELB-002", _balancer(), _balancer("proof certifies entrance")),
    differ(
        "CW-ELB-003",
        _LISTENER,
        {"Protocol": "HTTPS", "SslPolicy": "ELBSecurityPolicy-TLS13-1-0-2021-06"},
        {"Protocol": "HTTPS", "SslPolicy": "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"},
    ),
    _attribute("CW-ELB-004", "deletion_protection.enabled"),
    _attribute("CW-ELB-005", "access_logs.s3.enabled"),
    _attribute("CW-ELB-006", "routing.http.drop_invalid_header_fields.enabled"),
    Case(
        "CW-ELB-007",
        _balancer("visitors requests entrance"),
        _balancer("visitors requests entrance", "firewall protects entrance"),
    ),
    differ(
        "CW-ELB-008",
        "AWS::EC2::SecurityGroupIngress",
        {"SourcePrefixListId": "pl-4fa04526"},
        {"SourceSecurityGroupId": "sg-0123456789abcdef0"},
    ),
    differ("CW-ECS-001", "AWS::ECS::TaskDefinition", _container(User="root"), _container()),
    differ("CW-ECS-002", "AWS::ECS::Service", _network("ENABLED"), _network("DISABLED")),
    differ("CW-ECS-003", "AWS::ECS::Cluster", _insights("disabled"), _insights("enabled")),
    differ(
        "CW-ECS-004",
        "AWS::ApplicationAutoScaling::ScalableTarget",
        {"ServiceNamespace": "ecs", "MinCapacity": 1},
        {"ServiceNamespace": "ecs", "MinCapacity": 2},
    ),
    differ(
        "CW-EC2-001",
        _TEMPLATE,
        {"LaunchTemplateData": {"MetadataOptions": {"HttpTokens": "optional"}}},
        {"LaunchTemplateData": {"MetadataOptions": {"HttpTokens": "required"}}},
    ),
    differ("CW-EC2-002", _TEMPLATE, _disk(), _disk(Encrypted=True)),
    differ("CW-EC2-003", _GROUP, {"MinSize": 1}, {"MinSize": 2}),
    differ(
        "CW-EC2-004",
        _GROUP,
        {"TargetGroupARNs": ["arn"], "HealthCheckType": "EC2"},
        {"TargetGroupARNs": ["arn"], "HealthCheckType": "ELB"},
    ),
)
