"""Rules about networks."""

from builders.computed import a_component as component
from builders.computed import a_connection as connection
from builders.computed import a_resource as resource
from builders.computed import a_subject as subject
from builders.computed import an_architecture as architecture
from builders.golden import golden
from builders.rule_case import Case, differ
from cloudwright.design.catalog.vocabulary import CatalogVocabulary
from cloudwright.design.facts.load import load_facts
from cloudwright.design.model.apply import apply
from cloudwright.design.model.edits import UpdateComponent
from cloudwright.design.review.subject import Subject


def _with(element_id: str, **properties: bool) -> Subject:
    edit = UpdateComponent(id=element_id, properties=properties)
    return subject(architecture=apply(golden("private-function"), [edit], CatalogVocabulary(load_facts())))


def _isolated_publisher(*endpoints: str) -> Subject:
    """Return the golden design with a function in isolated subnets that publishes to a queue."""
    private = golden("private-function")
    moved = tuple(
        c.model_copy(update={"boundary": "isolated"}) if c.boundary == "private" else c
        for c in private.components
        if c.id in endpoints or c.kind != "vpc_endpoint"
    )
    return subject(architecture=private.model_copy(update={"components": moved}))


def _database(**allowed: str) -> Subject:
    return subject(
        resource("AWS::EC2::SecurityGroupEgress", allowed),
        architecture=architecture(component("thing", "rds_instance")),
    )


def _scaling(cidr: str) -> Subject:
    """Return the golden design whose two services may each grow to as many tasks as Fargate starts."""
    edits = [
        UpdateComponent(id="network", properties={"cidr": cidr}),
        *(UpdateComponent(id=service, properties={"maximum_tasks": 1000}) for service in ("shop", "packer")),
    ]
    return subject(architecture=apply(golden("fargate-web"), edits, CatalogVocabulary(load_facts())))


def _services(count: int) -> Subject:
    """Return services in a row, each behind a load balancer that the one before it calls."""
    numbers = range(count)
    return subject(
        architecture=architecture(
            component("people", "external_actor"),
            *(component(f"entrance-{n}", "application_load_balancer") for n in numbers),
            *(component(f"service-{n}", "fargate_service") for n in numbers),
            connections=(
                connection("people requests entrance-0"),
                *(connection(f"entrance-{n} routes service-{n}") for n in numbers),
                *(connection(f"service-{n} invokes entrance-{n + 1}") for n in numbers[:-1]),
            ),
        )
    )


NETWORK_CASES = (
    Case("CW-ARC-001", _services(4), _services(3)),
    Case("CW-NET-001", _isolated_publisher(), _isolated_publisher("queue-endpoint")),
    Case("CW-NET-002", _with("network", flow_logs=False), _with("network", flow_logs=True)),
    Case(
        "CW-NET-003",
        _with("way-out", one_per_zone=False),
        _with("way-out", one_per_zone=True),
    ),
    Case(
        "CW-NET-004",
        _with("network", gateway_endpoints=False),
        _with("network", gateway_endpoints=True),
    ),
    differ(
        "CW-NET-005",
        "AWS::EC2::SecurityGroupIngress",
        {"CidrIp": "0.0.0.0/0", "FromPort": 22, "ToPort": 22},
        {"CidrIp": "0.0.0.0/0", "FromPort": 443, "ToPort": 443},
    ),
    Case("CW-NET-006", _database(CidrIp="0.0.0.0/0"), _database(CidrIp="10.0.0.0/16")),
    Case("CW-NET-007", _scaling("10.0.0.0/19"), _scaling("10.0.0.0/16")),
)
