"""Rules about networks."""

from builders.computed import a_subject as subject
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


NETWORK_CASES = (
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
)
